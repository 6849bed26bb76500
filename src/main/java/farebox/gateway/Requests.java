package farebox.gateway;

import static farebox.web.Input.check;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import farebox.customer.CalledCustomers;
import farebox.customer.Caller;
import farebox.customer.Callers;
import farebox.customer.Customer;
import farebox.money.Credits;
import farebox.rate.Price;
import farebox.rate.Quote;
import farebox.rate.QuoteOutcome.NoSuchTask;
import farebox.rate.QuoteOutcome.PriceUnknown;
import farebox.rate.QuoteOutcome.Quoted;
import farebox.rate.Quotes;
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
    private final HttpServerRequest http;
    private final CallTraces traces;

    Requests(Callers callers, CalledCustomers customers, Quotes quotes, HttpServerRequest http, CallTraces traces) {
        this.callers = callers;
        this.customers = customers;
        this.quotes = quotes;
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
     * @param key empty for a request that came without one
     */
    record Asked(TaskRequest request, String customer, Optional<OperationKey> key) {}

    /** Holds a request against what every surface does, and writes nothing. */
    Asked asked(TaskRequest sent, String key, byte[] body) {
        var request = counted(sent);
        RequestLimits.hold(request);
        return new Asked(request, payer(request.customer()), key("invocation", key, meant(body)));
    }

    /** What a key stands for: the body, and the units that a header adds to it. */
    private byte[] meant(byte[] body) {
        var header = http.getHeader(UNITS_HEADER);
        return header == null ? body : (new String(body, ISO_8859_1) + '\n' + header).getBytes(ISO_8859_1);
    }

    /** With the units that a header counts, since other protocols have no place for them. */
    private TaskRequest counted(TaskRequest request) {
        var header = http.getHeader(UNITS_HEADER);
        if (header == null) return request;
        check(header.matches("[0-9]{1,9}"), "units", UNITS_HEADER + " is not a whole number.");
        var units = OptionalInt.of(Integer.parseInt(header));
        check(
                request.units().isEmpty() || request.units().equals(units),
                "units",
                "The units of the request and " + UNITS_HEADER + " do not agree.");
        return request.withUnits(units);
    }

    /** Who is to pay, if they are there already. */
    Optional<Customer> knownPayer(String customer) {
        return customers.find(customer);
    }

    /** Prices it by the rate card in force and holds it against the limits there; then its customer may be made. */
    Work work(Asked asked) {
        var request = asked.request();
        var quote = quote(request.task());
        var prompt = prompt(request, quote);
        var units = units(request.units(), quote);
        var customer = ensured(asked.customer());
        var key = asked.key().orElseGet(OperationKey::random);
        var trace = traces.begin(quote.line().task().slug(), http);
        return new Work(caller(), customer, key, quote, prompt, units, request.metadata(), trace);
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

    Quote quote(String task) {
        return switch (quotes.quote(task)) {
            case Quoted(var quote) -> quote;
            case NoSuchTask() ->
                throw Problem.of(404, "task_not_found", "No such task class", "No task class " + task + " is on offer.")
                        .exception();
            case PriceUnknown(var model) ->
                throw Problem.of(
                                503,
                                "price_unknown",
                                "A price is missing",
                                "A model of this task class has no price, so that its cost could not be known.")
                        .exception();
        };
    }

    private static Prompt prompt(TaskRequest request, Quote quote) {
        var line = quote.line();
        var output = request.outputTokens().orElse(line.outputTokensMax());
        check(
                output <= line.outputTokensMax(),
                "max_tokens",
                "max_tokens is at most " + line.outputTokensMax() + " for this task class.");
        var prompt = new Prompt(request.messages(), request.system(), request.settings(), output);
        if (prompt.inputTokens() > line.inputTokensMax())
            throw RequestLimits.tooLarge(
                    "messages", "The input is about " + prompt.inputTokens() + " tokens", line.inputTokensMax());
        return prompt;
    }

    /** How many units are to be paid: a forgotten number would sell a hundred for the price of one. */
    static int units(OptionalInt asked, Quote quote) {
        var counted = quote.line().price().kind() == Price.Kind.UNIT;
        check(!counted || asked.isPresent(), "units", "This task class is priced by units; say how many they are.");
        check(counted || asked.isEmpty(), "units", "This task class is not priced by units.");
        return asked.orElse(1);
    }

    /** Who is to pay, by the app's own id. */
    String payer(Optional<String> sent) {
        var header = Optional.ofNullable(http.getHeader(CUSTOMER_HEADER));
        var named = sent.or(() -> header);
        check(
                header.isEmpty() || header.equals(named),
                "customer",
                "The customer of the request and " + CUSTOMER_HEADER + " do not agree.");
        var naming = caller().allowed().naming();
        return CalledCustomers.id(named.or(naming::customer).orElse(null));
    }

    /** A customer who is there. */
    Customer customer(String id) {
        return customers.known(id);
    }

    /** A quote for one request: the most that it may cost. */
    record Priced(Quote quote, Credits most) {}

    /** What a request would cost: it is checked as if it were to be paid, but nobody is made to pay it. */
    Priced priced(TaskRequest sent) {
        var request = counted(sent);
        RequestLimits.hold(request);
        var quote = quote(request.task());
        var prompt = prompt(request, quote);
        return new Priced(quote, quote.most(prompt.worst(), units(request.units(), quote)));
    }
}
