package farebox.gateway;

import static farebox.web.Input.check;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import farebox.customer.CalledCustomers;
import farebox.customer.Caller;
import farebox.customer.Callers;
import farebox.customer.Customer;
import farebox.rate.Asked;
import farebox.rate.Offer;
import farebox.rate.Price;
import farebox.rate.Quote;
import farebox.rate.QuoteOutcome.Quoted;
import farebox.rate.QuoteOutcome.Unrouted;
import farebox.rate.Quotes;
import farebox.rate.RateLine;
import farebox.rate.Routing.PassedOver;
import farebox.wallet.OperationKey;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns a request into work that may begin: knows its caller, its customer, its quote and its limits, or ends it. */
@RequestScoped
class Requests {
    private static final String CUSTOMER_HEADER = "Farebox-Customer";
    private static final String UNITS_HEADER = "Farebox-Task-Units";

    private final Callers callers;
    private final CalledCustomers customers;
    private final Quotes quotes;
    private final Breakers breakers;
    private final CallMetrics metrics;
    private final HttpServerRequest http;
    private final CallTraces traces;

    Requests(
            Callers callers,
            CalledCustomers customers,
            Quotes quotes,
            Breakers breakers,
            CallMetrics metrics,
            HttpServerRequest http,
            CallTraces traces) {
        this.callers = callers;
        this.customers = customers;
        this.quotes = quotes;
        this.breakers = breakers;
        this.metrics = metrics;
        this.http = http;
        this.traces = traces;
    }

    Caller caller() {
        return callers.current();
    }

    /**
     * A request that is to be paid, before it is priced.
     *
     * @param customer who is to pay, by the app's own id
     * @param payer the same, if they are there already
     * @param key empty for a request that came without one
     */
    record Unpriced(TaskRequest request, String customer, Optional<Customer> payer, Optional<OperationKey> key) {}

    /** Holds a request against what every surface does, and writes nothing. */
    Unpriced unpriced(TaskRequest sent, String key, byte[] body) {
        var request = counted(sent);
        RequestLimits.hold(request);
        var customer = payer(request.customer());
        return new Unpriced(request, customer, knownPayer(customer), key("invocation", key, meant(body)));
    }

    /** What a key stands for: the body, and the units that a header adds to it. */
    private byte[] meant(byte[] body) {
        return header(UNITS_HEADER)
                .map(units -> (new String(body, ISO_8859_1) + '\n' + units).getBytes(ISO_8859_1))
                .orElse(body);
    }

    /** With the units that a header counts, since other protocols have no place for them. */
    private TaskRequest counted(TaskRequest request) {
        var header = header(UNITS_HEADER);
        if (header.isEmpty()) return request;
        check(header.get().matches("[0-9]{1,9}"), "units", UNITS_HEADER + " is not a whole number.");
        var units = OptionalInt.of(Integer.parseInt(header.get()));
        check(
                request.units().isEmpty() || request.units().equals(units),
                "units",
                "The units of the request and " + UNITS_HEADER + " do not agree.");
        return request.withUnits(units);
    }

    /** Who is to pay, if they are there already. */
    Optional<Customer> knownPayer(String customer) {
        return customers.recent(customer);
    }

    /** Prices it by the rate card in force and holds it against the limits there; then its customer may be made. */
    Work work(Unpriced unpriced) {
        var request = unpriced.request();
        var offer = offer(request.task());
        var prompt = prompt(request, offer.line());
        var units = units(request.units(), offer.line());
        var quote = quote(offer, asked(prompt, offer.line(), unpriced.payer()));
        var customer = unpriced.payer().orElseGet(() -> ensured(unpriced.customer()));
        var key = unpriced.key().orElseGet(OperationKey::random);
        var trace = traces.begin(quote.line().task().slug(), http);
        return new Work(caller(), customer, key, quote, prompt, units, request.metadata(), trace);
    }

    /** What routes go by, within the limits of the task class. */
    private static Asked asked(Prompt prompt, RateLine line, Optional<Customer> payer) {
        var asked = prompt.asked(payer.map(Customer::plan).orElse(""));
        if (asked.tokens() > line.inputTokensMax())
            throw RequestLimits.tooLarge(
                    "messages", "The input is about " + asked.tokens() + " tokens", line.inputTokensMax());
        return asked;
    }

    /** The key means the same request only for the same app; the customer is part of the wallet that it is kept in. */
    Optional<OperationKey> key(String kind, String key, byte[] body) {
        return Optional.ofNullable(key)
                .map(sent -> OperationKey.of(kind + " " + caller().app(), IdempotencyKey.checked(sent), body));
    }

    /** A customer who is there, or may be made. */
    Customer ensured(String id) {
        return caller().allowed().createsCustomers() ? customers.ensured(id) : customers.known(id);
    }

    Offer offer(String task) {
        return quotes.offer(task)
                .orElseThrow(() -> Problem.of(
                                404, "task_not_found", "No such task class", "No task class " + task + " is on offer.")
                        .exception());
    }

    private Quote quote(Offer offer, Asked asked) {
        return switch (offer.quote(asked, breakers::rests)) {
            case Quoted(var quote) -> quote;
            case Unrouted(var routing) -> {
                if (routing.obstacle() == PassedOver.RESTING) metrics.resting(offer.line());
                throw Unroutable.problem(routing, breakers).exception();
            }
        };
    }

    private static Prompt prompt(TaskRequest request, RateLine line) {
        var output = request.outputTokens().orElse(line.outputTokensMax());
        check(
                output <= line.outputTokensMax(),
                "max_tokens",
                "max_tokens is at most " + line.outputTokensMax() + " for this task class.");
        return new Prompt(request.messages(), request.system(), request.settings(), output);
    }

    /** How many units are to be paid: a forgotten number would sell a hundred for the price of one. */
    static int units(OptionalInt asked, RateLine line) {
        var counted = line.price().kind() == Price.Kind.UNIT;
        check(!counted || asked.isPresent(), "units", "This task class is priced by units; say how many they are.");
        check(counted || asked.isEmpty(), "units", "This task class is not priced by units.");
        return asked.orElse(1);
    }

    /** Who is to pay, by the app's own id. */
    String payer(Optional<String> sent) {
        var header = header(CUSTOMER_HEADER);
        var named = sent.or(() -> header);
        check(
                header.isEmpty() || header.equals(named),
                "customer",
                "The customer of the request and " + CUSTOMER_HEADER + " do not agree.");
        var naming = caller().allowed().naming();
        return CalledCustomers.id(named.or(naming::customer).orElse(null));
    }

    /** A proxy may add its own header to one that a stranger sent: they too must agree. */
    private Optional<String> header(String name) {
        var values = http.headers().getAll(name);
        check(values.stream().distinct().count() <= 1, name, name + " comes twice, and the two do not agree.");
        return values.stream().findFirst();
    }

    /** A customer who is there. */
    Customer customer(String id) {
        return customers.known(id);
    }

    /** Who is to pay, if the request or the key says so and they are there. */
    private Optional<Customer> namedPayer(TaskRequest request) {
        var named = request.customer().isPresent()
                || http.headers().contains(CUSTOMER_HEADER)
                || caller().allowed().naming().customer().isPresent();
        return named ? knownPayer(payer(request.customer())) : Optional.empty();
    }

    /** A request that is checked as if it were to be paid, but nobody is made to pay it. */
    record Trial(Offer offer, Asked asked, int units) {}

    Trial trial(TaskRequest sent) {
        var request = counted(sent);
        RequestLimits.hold(request);
        var offer = offer(request.task());
        var prompt = prompt(request, offer.line());
        var asked = asked(prompt, offer.line(), namedPayer(request));
        return new Trial(offer, asked, units(request.units(), offer.line()));
    }
}
