package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.customer.App;
import farebox.customer.Apps;
import farebox.webhook.Endpoint;
import farebox.webhook.EventType;
import farebox.webhook.Target;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;

/** An endpoint for webhooks, as it is asked for. */
record WebhookForm(
        @RestForm String app,
        @RestForm String url,
        @RestForm List<String> type,
        @RestForm String lowBelow) {
    static final WebhookForm BLANK = new WebhookForm("", "", List.of(), "20");

    Endpoint.Order order(Apps apps, boolean livemode) {
        if (types().isEmpty()) throw new Mistyped("Tick at least one thing that the app is to be told.");
        var below = Typed.whole("Low", lowBelow);
        if (below == 0) throw new Mistyped("Low means fewer than 1 credit or more.");
        return new Endpoint.Order(appNo(apps), target(livemode), types(), below);
    }

    public boolean asksFor(String name) {
        return type.contains(name);
    }

    private int appNo(Apps apps) {
        return apps.all().stream()
                .filter(known -> known.name().equals(app))
                .map(App::no)
                .findFirst()
                .orElseThrow(() -> new Mistyped("There is no such app: give it a key first."));
    }

    private Target target(boolean livemode) {
        try {
            return Target.of(url, livemode);
        } catch (Target.Unfit unfit) {
            throw new Mistyped(unfit.getMessage());
        }
    }

    /** What there is to be told and was ticked. */
    private Set<String> types() {
        return EventType.NAMES.stream().filter(type::contains).collect(Collectors.toSet());
    }
}
