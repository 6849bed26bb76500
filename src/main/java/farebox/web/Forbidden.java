package farebox.web;

import io.quarkus.security.ForbiddenException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Tells whoever may not do something that it may not be done, where Quarkus would leave the page empty. */
@Singleton
class Forbidden {
    private static final int STATUS = 403;

    private final Problems problems;

    Forbidden(Problems problems) {
        this.problems = problems;
    }

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(this::tell);
    }

    private void tell(RoutingContext failed) {
        if (failed.failure() instanceof ForbiddenException && !failed.response().headWritten())
            problems.tell(Failures.ofStatus(STATUS), failed);
        else failed.next();
    }
}
