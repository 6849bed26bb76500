package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A request to make a Checkout session, checked as Stripe checks it. */
record SessionRequest(Params params) {
    private static final Set<String> KNOWN = Set.of(
            "adaptive_pricing[enabled]",
            "automatic_tax[enabled]",
            "billing_address_collection",
            "cancel_url",
            "client_reference_id",
            "customer",
            "customer_creation",
            "customer_email",
            "expand[]",
            "expires_at",
            "line_items[][price_data][currency]",
            "line_items[][price_data][product_data][description]",
            "line_items[][price_data][product_data][metadata]",
            "line_items[][price_data][product_data][name]",
            "line_items[][price_data][tax_behavior]",
            "line_items[][price_data][unit_amount]",
            "line_items[][quantity]",
            "locale",
            "metadata",
            "mode",
            "payment_intent_data[description]",
            "payment_intent_data[metadata]",
            "payment_method_types[]",
            "submit_type",
            "success_url",
            "ui_mode");
    private static final List<String> TEXTS = List.of(
            "billing_address_collection", "client_reference_id", "customer", "customer_email", "locale", "submit_type");
    private static final int LINE_ITEMS_MAX = 100;
    private static final int REFERENCE_MAX = 200;
    private static final long CENTS_MIN = 50;
    private static final long CENTS_MAX = 99_999_999;
    private static final Duration LIFE = Duration.ofHours(24);
    private static final Duration LIFE_MIN = Duration.ofMinutes(30);

    SessionRequest {
        params.only(KNOWN);
        if (!params.required("mode").equals("payment")) {
            throw StripeError.invalid(null, "mode", "The sandbox only sells in `payment` mode.");
        }
        if (params.text("customer").isPresent() && params.text("customer_email").isPresent()) {
            var message = "You may only specify one of these parameters: customer, customer_email.";
            throw StripeError.invalid(null, "customer_email", message);
        }
        if (params.text("client_reference_id").orElse("").length() > REFERENCE_MAX) {
            var message = "Client reference ids can have up to " + REFERENCE_MAX + " characters.";
            throw StripeError.invalid(null, "client_reference_id", message);
        }
    }

    /** Writes what was asked for into a blank session. */
    ObjectNode fill(ObjectNode session, Shapes shapes, Instant now) {
        for (var name : TEXTS) session.put(name, params.text(name).orElse(null));
        session.put("success_url", url("success_url", params.required("success_url")));
        session.put(
                "cancel_url",
                params.text("cancel_url").map(url -> url("cancel_url", url)).orElse(null));
        params.text("customer_creation").ifPresent(creation -> session.put("customer_creation", creation));
        session.put("expires_at", expiresAt(now));
        params.metadata("metadata").forEach(session.withObject("/metadata")::put);
        addLineItems(session, shapes);
        return session;
    }

    /** Writes what was asked for the payment of a session into a blank payment intent. */
    ObjectNode fillIntent(ObjectNode intent, ObjectNode session) {
        var id = Sessions.intentOf(session);
        intent.put("id", id).put("client_secret", Ids.next(id + "_secret_"));
        intent.put("status", "requires_payment_method");
        intent.put(
                "description", params.text("payment_intent_data[description]").orElse(null));
        intent.set("amount", session.path("amount_total"));
        intent.set("currency", session.path("currency"));
        intent.set("customer", session.path("customer"));
        params.metadata("payment_intent_data[metadata]").forEach(intent.withObject("/metadata")::put);
        return intent;
    }

    private void addLineItems(ObjectNode session, Shapes shapes) {
        if (!params.has("line_items[0]")) throw StripeError.missing("line_items");
        var items = session.putObject("line_items").put("object", "list").put("has_more", false);
        items.put("url", "/v1/checkout/sessions/" + session.path("id").asText() + "/line_items");
        var data = items.putArray("data");
        var subtotal = 0L;
        var tax = 0L;
        for (var i = 0; i < LINE_ITEMS_MAX && params.has("line_items[" + i + "]"); i++) {
            var item = lineItem("line_items[" + i + "]", shapes.blank("item", "li_"), shapes);
            session.put("currency", item.path("currency").asText());
            subtotal = Math.addExact(subtotal, item.path("amount_subtotal").asLong());
            tax = Math.addExact(tax, item.path("amount_tax").asLong());
            data.add(item);
        }
        session.put("amount_subtotal", subtotal).put("amount_total", checkedTotal(Math.addExact(subtotal, tax)));
        session.withObject("/total_details").put("amount_tax", tax);
        if (isTaxed())
            session.withObject("/automatic_tax")
                    .put("enabled", true)
                    .put("provider", "stripe")
                    .put("status", "complete");
    }

    private ObjectNode lineItem(String name, ObjectNode item, Shapes shapes) {
        var price = name + "[price_data]";
        if (!params.has(price)) throw StripeError.missing(price);
        var currency = params.required(price + "[currency]");
        if (!currency.equalsIgnoreCase("usd")) {
            throw StripeError.invalid(
                    null, price + "[currency]", "Invalid currency: " + currency + ". The sandbox takes usd.");
        }
        var behavior = params.text(price + "[tax_behavior]").orElse("unspecified");
        if (isTaxed() && !behavior.equals("exclusive")) {
            var message = "The sandbox adds tax to prices whose `tax_behavior` is exclusive, and to no others.";
            throw StripeError.invalid(null, price + "[tax_behavior]", message);
        }
        var product = params.required(price + "[product_data][name]");
        var cents = atMost(CENTS_MAX, price + "[unit_amount]");
        var quantity = atMost(999_999, name + "[quantity]");
        item.put("currency", "usd").put("description", product).put("quantity", quantity);
        var subtotal = cents * quantity;
        var tax = isTaxed() ? Taxes.of(subtotal) : 0;
        item.put("amount_subtotal", subtotal).put("amount_tax", tax).put("amount_total", subtotal + tax);
        item.withObject("/price")
                .put("tax_behavior", behavior)
                .put("id", Ids.next("price_"))
                .put("currency", "usd")
                .put("product", Ids.next("prod_"))
                .put("unit_amount", cents)
                .put("unit_amount_decimal", Long.toString(cents));
        return item;
    }

    private boolean isTaxed() {
        return params.text("automatic_tax[enabled]").filter("true"::equals).isPresent();
    }

    private long atMost(long max, String name) {
        var value = params.whole(name).orElseThrow(() -> StripeError.missing(name));
        if (value < 0 || value > max) {
            throw StripeError.invalid("parameter_invalid_integer", name, "Must be between 0 and " + max + ".");
        }
        return value;
    }

    private static long checkedTotal(long cents) {
        if (cents < CENTS_MIN) {
            var message = "The Checkout Session's total amount must convert to at least 50 cents.";
            throw StripeError.invalid("amount_too_small", null, message);
        }
        if (cents > CENTS_MAX) {
            var message = "The Checkout Session's total amount must be no more than $999,999.99.";
            throw StripeError.invalid("amount_too_large", null, message);
        }
        return cents;
    }

    private long expiresAt(Instant now) {
        var expiresAt = params.whole("expires_at").orElse(now.plus(LIFE).getEpochSecond());
        if (expiresAt < now.plus(LIFE_MIN).getEpochSecond()) {
            var message = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.";
            throw StripeError.invalid(null, "expires_at", message);
        }
        if (expiresAt > now.plus(LIFE).getEpochSecond()) {
            var message = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.";
            throw StripeError.invalid(null, "expires_at", message);
        }
        return expiresAt;
    }

    private static String url(String name, String url) {
        if (!isWeb(url)) throw StripeError.invalid("url_invalid", name, "Not a valid URL");
        return url;
    }

    private static boolean isWeb(String url) {
        try {
            // The braces of {CHECKOUT_SESSION_ID} are no part of a URL, so it is read as it will be.
            var scheme = URI.create(Sessions.named(url, "cs")).getScheme();
            return "http".equals(scheme) || "https".equals(scheme);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
