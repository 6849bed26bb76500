package farebox.gateway;

import com.fasterxml.jackson.annotation.JsonInclude;
import farebox.gateway.AppHold.Captured;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A hold as its app reads it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record HoldView(
        String id,
        String status,
        String customer,
        String task,
        Integer units,
        HoldCharge credits,
        Integer rateCard,
        Instant createdAt,
        Instant expiresAt,
        Instant endedAt,
        Map<String, String> metadata,
        boolean livemode) {
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HoldCharge(long held, Long captured, List<InvocationView.LotView> lots, long available) {}

    static HoldView of(AppHold hold, boolean livemode) {
        var held = hold.held();
        return new HoldView(
                hold.id(),
                hold.state().word(),
                hold.who().customer(),
                held.task().orElse(null),
                held.units().orElse(null),
                new HoldCharge(
                        held.credits().amount(),
                        hold.captured()
                                .map(captured -> captured.credits().amount())
                                .orElse(null),
                        hold.captured().map(HoldView::lots).orElse(null),
                        held.available().amount()),
                held.card() == 0 ? null : held.card(),
                hold.hold().openedAt(),
                hold.times().expiresAt(),
                hold.times().endedAt().orElse(null),
                held.metadata(),
                livemode);
    }

    private static List<InvocationView.LotView> lots(Captured captured) {
        return captured.lots().stream()
                .map(share ->
                        new InvocationView.LotView(share.lot(), share.credits().amount()))
                .toList();
    }
}
