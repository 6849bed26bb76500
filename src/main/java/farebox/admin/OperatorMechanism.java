package farebox.admin;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.identity.request.TrustedAuthenticationRequest;
import io.quarkus.security.spi.runtime.BlockingSecurityExecutor;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Knows an operator by the session cookie, and shows everybody else the way to the login page. */
@ApplicationScoped
class OperatorMechanism implements HttpAuthenticationMechanism {
    private final OperatorSessions sessions;
    private final BlockingSecurityExecutor blocking;

    OperatorMechanism(OperatorSessions sessions, BlockingSecurityExecutor blocking) {
        this.sessions = sessions;
        this.blocking = blocking;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        var cookie = context.request().getCookie(OperatorSessions.COOKIE);
        if (cookie == null) return Uni.createFrom().nullItem();
        return blocking.executeBlocking(() -> sessions.operator(cookie.getValue()))
                .flatMap(email -> identity(email, identities));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        var page =
                context.request().method() == HttpMethod.GET ? context.request().uri() : "/admin";
        var login = "/admin/login?to=" + URLEncoder.encode(page, StandardCharsets.UTF_8);
        return Uni.createFrom().item(new ChallengeData(HttpResponseStatus.SEE_OTHER.code(), "Location", login));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of(TrustedAuthenticationRequest.class);
    }

    private static Uni<SecurityIdentity> identity(Optional<String> email, IdentityProviderManager identities) {
        return email.map(TrustedAuthenticationRequest::new)
                .map(identities::authenticate)
                .orElseGet(() -> Uni.createFrom().nullItem());
    }
}
