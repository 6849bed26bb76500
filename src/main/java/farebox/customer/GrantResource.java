package farebox.customer;

import static farebox.web.Input.check;
import static farebox.web.Input.required;
import static farebox.web.Input.text;

import farebox.customer.Grants.Grant;
import farebox.customer.Grants.GrantOutcome;
import farebox.money.Credits;
import farebox.wallet.Credit;
import farebox.wallet.Credit.Terms;
import farebox.wallet.OperationKey;
import farebox.web.IdempotencyKey;
import farebox.web.Input;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Grants: an app gives a customer credits without payment. */
@Path("/v1/customers/{id}/grants")
@RunOnVirtualThread
class GrantResource {
    private static final int REASON_LENGTH_MAX = 200;
    private static final Instant LATEST_EXPIRY = Instant.parse("9999-12-31T23:59:59Z");

    private final Callers callers;
    private final CalledCustomers called;
    private final Grants grants;
    private final Clock clock;

    GrantResource(Callers callers, CalledCustomers called, Grants grants, Clock clock) {
        this.callers = callers;
        this.called = called;
        this.grants = grants;
        this.clock = clock;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response grant(
            @RestPath String id, @RestHeader(IdempotencyKey.HEADER) String idempotencyKey, GrantRequest request) {
        var caller = callers.current();
        caller.need(Caller.GRANTS_WRITE);
        required("body", request);
        var terms = terms(request);
        var key = OperationKey.of(
                "grant " + caller.app(),
                IdempotencyKey.required(idempotencyKey),
                request.words().getBytes(StandardCharsets.UTF_8));
        return switch (grants.grant(called.known(id), key, credits(request), terms, Input.metadata(request.metadata))) {
            case GrantOutcome.Granted(var grant) -> answer(id, grant).build();
            case GrantOutcome.Replayed(var grant) ->
                answer(id, grant).header(IdempotencyKey.REPLAYED, true).build();
            case GrantOutcome.KeyReused() -> throw IdempotencyKey.reused().exception();
        };
    }

    private static Credits credits(GrantRequest request) {
        long credits = required("credits", request.credits);
        check(
                credits >= 1 && credits <= Credit.CREDITS_MAX,
                "credits",
                "credits must be a whole number from 1 to " + Credit.CREDITS_MAX + ".");
        return Credits.of(credits);
    }

    private Terms terms(GrantRequest request) {
        var reason = text("reason", required("reason", request.reason), REASON_LENGTH_MAX);
        check(!reason.isEmpty(), "reason", "reason is empty.");
        var expiresAt = Optional.ofNullable(request.expiresAt);
        check(
                expiresAt.filter(at -> !at.isAfter(clock.instant())).isEmpty(),
                "expires_at",
                "expires_at is not in the future.");
        check(
                expiresAt.filter(at -> at.isAfter(LATEST_EXPIRY)).isEmpty(),
                "expires_at",
                "expires_at is after the year 9999.");
        return new Terms(reason, 0, expiresAt);
    }

    private Response.ResponseBuilder answer(String customer, Grant grant) {
        return Response.status(201)
                .entity(new GrantView(
                        "grant_" + grant.key(),
                        customer,
                        grant.credits().amount(),
                        grant.reason(),
                        grant.expiresAt(),
                        grant.grantedAt(),
                        grant.metadata(),
                        callers.current().livemode()));
    }

    record GrantRequest(Long credits, String reason, Instant expiresAt, Map<String, String> metadata) {
        /** What is asked for; without metadata in the words that keys were kept with before there was any. */
        String words() {
            var words = "GrantRequest[credits=%d, reason=%s, expiresAt=%s]".formatted(credits, reason, expiresAt);
            return metadata == null ? words : words + new TreeMap<>(metadata);
        }
    }

    record GrantView(
            String id,
            String customer,
            long credits,
            String reason,
            Optional<Instant> expiresAt,
            Instant grantedAt,
            Map<String, String> metadata,
            boolean livemode) {}
}
