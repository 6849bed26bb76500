package farebox.admin;

import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;

/** The frame around every operators' page: the ways to go, and who is signed in. */
@Named
@RequestScoped
class Navigation {
    private static final List<Group> GROUPS = List.of(
            new Group("", List.of(new Way("/admin", "overview", "Overview"))),
            new Group(
                    "Sell",
                    List.of(
                            new Way("/admin/packs", "packs", "Packs"),
                            new Way("/admin/customers", "customers", "Customers"),
                            new Way("/admin/purchases", "purchases", "Purchases"))),
            new Group(
                    "Serve",
                    List.of(
                            new Way("/admin/tasks", "tasks", "Task classes"),
                            new Way("/admin/routes", "routes", "Try a route"),
                            new Way("/admin/models", "models", "Models and prices"),
                            new Way("/admin/invocations", "invocations", "Invocations"),
                            new Way("/admin/holds", "clock", "Holds"))),
            new Group(
                    "Know",
                    List.of(
                            new Way("/admin/margin", "margin", "Margin"),
                            new Way("/admin/books", "books", "Books"),
                            new Way("/admin/audit", "audit", "Audit log"))),
            new Group(
                    "Set up",
                    List.of(
                            new Way("/admin/keys", "keys", "App keys"),
                            new Way("/admin/webhooks", "webhooks", "Webhooks"),
                            new Way("/admin/operators", "customers", "Operators"))));

    private final RoutingContext routing;
    private final SecurityIdentity identity;
    private final Operators operators;

    Navigation(RoutingContext routing, SecurityIdentity identity, Operators operators) {
        this.routing = routing;
        this.identity = identity;
        this.operators = operators;
    }

    /** Pages that belong together. */
    record Group(String title, List<Way> ways) {}

    /** A way to a page, with its icon in the sprite file. */
    record Way(String href, String icon, String text) {}

    public List<Group> groups() {
        return GROUPS;
    }

    public boolean isHere(Way way) {
        var path = routing.normalizedPath();
        return path.equals(way.href) || !way.href.equals("/admin") && path.startsWith(way.href + "/");
    }

    public String operatorName() {
        return operators.find(identity.getPrincipal().getName()).orElseThrow().name();
    }

    /** Whether the operator may change anything; a page shows a viewer no forms. */
    public boolean mayChange() {
        return identity.hasRole(Role.ADMIN.word());
    }
}
