package farebox.gateway;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.cost.Usage;
import farebox.customer.Customer;
import farebox.money.Credits;
import farebox.wallet.HoldId;
import farebox.wallet.HoldOrder;
import farebox.wallet.HoldOutcome;
import farebox.wallet.OperationKey;
import farebox.wallet.Release;
import farebox.wallet.ReleaseOutcome;
import farebox.wallet.SettleOutcome;
import farebox.wallet.Settlement;
import farebox.wallet.Wallets;
import farebox.web.IdempotencyKey;
import farebox.web.Page;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Holds for work that the app does itself. A hold ends once, so that asking again for the same end is answered alike. */
@Path("/v1/holds")
@RunOnVirtualThread
class HoldResource {
    private final Requests requests;
    private final Wallets wallets;
    private final AppHolds holds;
    private final Refusals refusals;
    private final ObjectMapper mapper;

    HoldResource(Requests requests, Wallets wallets, AppHolds holds, Refusals refusals, ObjectMapper mapper) {
        this.requests = requests;
        this.wallets = wallets;
        this.holds = holds;
        this.refusals = refusals;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response hold(
            @RestHeader(IdempotencyKey.HEADER) String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = HoldBody.class))) byte[] body)
            throws IOException {
        var wish = HoldBody.read(mapper, body);
        var payer = requests.payer(Optional.ofNullable(wish.customer()));
        var named = requests.key("hold", key, body);
        var earlier = requests.knownPayer(payer)
                .flatMap(known -> named.flatMap(sent -> wallets.earlier(known.no(), sent))
                        .map(outcome -> answer(known, outcome)));
        if (earlier.isPresent()) return earlier.get();
        var credits = priced(wish);
        var customer = requests.ensured(payer);
        var order = new HoldOrder(
                customer.no(),
                named.orElseGet(OperationKey::random),
                credits.amount,
                credits.purpose,
                new HoldOrder.Terms(
                        Optional.of(wish.lifetime()), requests.caller().caps(customer)),
                AppHolds.opening(wish));
        return answer(customer, wallets.hold(order));
    }

    private record Priced(Credits amount, HoldOrder.Purpose purpose) {}

    /** What a task class costs at its limits: how much of them is used is known when it is captured. */
    private Priced priced(HoldBody wish) {
        var app = requests.caller().app();
        if (wish.task() == null) return new Priced(Credits.of(wish.credits()), new HoldOrder.Purpose(app, 0, 0));
        var offer = requests.offer(wish.task());
        var line = offer.line();
        var units = Requests.units(wish.counted(), line);
        return new Priced(
                offer.most(Usage.of(line.inputTokensMax(), line.outputTokensMax()), units),
                new HoldOrder.Purpose(app, line.task().no(), offer.card()));
    }

    private Response answer(Customer customer, HoldOutcome outcome) {
        return switch (outcome) {
            case HoldOutcome.Held(var hold, var credits, var available) ->
                made(hold).build();
            case HoldOutcome.InProgress(var hold) -> replayed(made(hold));
            case HoldOutcome.Replayed(var hold) -> replayed(made(hold));
            case HoldOutcome.KeyReused(var hold) -> IdempotencyKey.reused().response();
            case HoldOutcome.NotEnough(var available, var asked) ->
                refusals.notEnough(customer, available, asked).response();
            case HoldOutcome.CapReached(var scope, var limit, var resetsAt) ->
                Refusals.capReached(scope, limit, resetsAt).response();
            case HoldOutcome.Frozen(var reason) -> Refusals.frozen(reason).response();
            case HoldOutcome.Overloaded() -> Problem.overloaded().response();
        };
    }

    @GET
    @Path("{id}")
    public HoldView get(@RestPath String id) {
        return view(find(id));
    }

    @GET
    public Page<HoldView> list(@RestQuery String customer, @RestQuery String cursor, @RestQuery String limit) {
        var size = Page.limit(limit);
        var after = Page.after(cursor, AppHold::holdOf);
        var of = Optional.of(requests.customer(customer).no());
        return Page.of(holds.page(of, after, size + 1), size, AppHold::id).map(this::view);
    }

    /** Keeps what the work cost and gives back the rest; without a body it keeps all. */
    @POST
    @Path("{id}/capture")
    public Response capture(
            @RestPath String id,
            @RequestBody(
                            required = false,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = HoldBody.Capture.class)))
                    byte[] body)
            throws IOException {
        var hold = find(id);
        var credits = captured(hold, body);
        return switch (wallets.settle(
                new Settlement(hold.hold(), credits, List.of(), AppHolds.capturing(hold.hold())))) {
            case SettleOutcome.Captured captured -> now(hold).build();
            case SettleOutcome.AlreadyCaptured() -> {
                var before = find(id);
                var same = before.captured().filter(kept -> kept.credits().equals(credits));
                yield same.isPresent() ? replayed(now(hold)) : ended(before);
            }
            case SettleOutcome.TooLate() -> ended(find(id));
            case SettleOutcome.MoreThanHeld(var held) ->
                Problem.invalid("credits", "No more than the " + held + " credits that are held can be captured.")
                        .response();
            case SettleOutcome.NoSuchHold() -> throw new IllegalStateException("the hold has vanished: " + id);
        };
    }

    private Credits captured(AppHold hold, byte[] body) throws IOException {
        if (body == null || body.length == 0) return hold.held().credits();
        var asked = InvocationBody.parsed(mapper, body, HoldBody.Capture.class).credits();
        if (asked == null) return hold.held().credits();
        check(asked >= 0, "credits", "credits cannot be negative.");
        return Credits.of(asked);
    }

    /** Gives all of it back. */
    @POST
    @Path("{id}/release")
    public Response release(@RestPath String id) {
        var hold = find(id);
        var release = new Release(hold.hold(), Release.Cause.ABANDONED, List.of(), AppHolds.releasing(hold.hold()));
        return switch (wallets.release(release)) {
            case ReleaseOutcome.Released released -> now(hold).build();
            case ReleaseOutcome.AlreadyEnded(var captured) -> captured ? ended(find(id)) : replayed(now(hold));
            case ReleaseOutcome.NoSuchHold() -> throw new IllegalStateException("the hold has vanished: " + id);
        };
    }

    private AppHold find(String id) {
        return AppHold.holdOf(id)
                .flatMap(holds::find)
                .filter(found -> found.who().app() == requests.caller().app())
                .orElseThrow(() -> Problem.notFound("There is no such hold.").exception());
    }

    private HoldView view(AppHold hold) {
        return HoldView.of(hold, requests.caller().livemode());
    }

    private Response.ResponseBuilder made(HoldId hold) {
        return Response.status(201).entity(view(holds.find(hold).orElseThrow()));
    }

    private Response.ResponseBuilder now(AppHold hold) {
        return Response.ok(view(holds.find(hold.hold()).orElseThrow()));
    }

    private static Response replayed(Response.ResponseBuilder answer) {
        return answer.header(IdempotencyKey.REPLAYED, true).build();
    }

    private static Response ended(AppHold hold) {
        var state = hold.state().word();
        return Problem.of(409, "hold_ended", "The hold has ended", "It is " + state + " already.")
                .with("state", state)
                .withoutRetry()
                .response();
    }
}
