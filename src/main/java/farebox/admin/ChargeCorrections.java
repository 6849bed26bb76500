package farebox.admin;

import farebox.gateway.Corrections;
import farebox.money.Credits;
import farebox.wallet.CorrectionOutcome.AlreadyCorrected;
import farebox.wallet.CorrectionOutcome.Corrected;
import farebox.wallet.CorrectionOutcome.NothingCaptured;
import farebox.wallet.HoldId;
import farebox.web.Flash;
import farebox.web.Formats;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Gives back what was charged by mistake, and says so on the receipt's page. */
@Singleton
class ChargeCorrections {
    private final Corrections corrections;
    private final Audit audit;
    private final Flash flash;

    ChargeCorrections(Corrections corrections, Audit audit, Flash flash) {
        this.corrections = corrections;
        this.audit = audit;
        this.flash = flash;
    }

    /** When the charge of a hold was given back; empty for one that stands. */
    Optional<Instant> of(HoldId hold) {
        return corrections.of(hold);
    }

    /** Says that there is nothing to correct, where there is something to look at. */
    Response none(String page, String why) {
        return flash.refused(page, why);
    }

    Response correct(HoldId hold, String receipt, String id) {
        return switch (corrections.correct(hold, List.of(audit.row("charge given back", id, "")))) {
            case Corrected(var credits, var free, var revenue) -> flash.done(receipt, given(credits, free));
            case AlreadyCorrected() -> flash.done(receipt, "They had been given back already.");
            case NothingCaptured() -> flash.refused(receipt, "Nothing was charged, or the month is sealed.");
        };
    }

    private static String given(Credits credits, Credits free) {
        var given = Formats.grouped(credits) + " credits were given back";
        return credits.equals(free)
                ? given + "."
                : given + ", and " + Formats.grouped(free)
                        + " of them can be spent: a refund or a dispute went without the others, or they have lapsed.";
    }
}
