package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.ledger.Account;
import farebox.money.Usd;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs a wallet's story, one step a line, with the outcome that it must have behind the arrow.
 *
 * <pre>
 * buy      p1  100  $10.00         → credited
 * buy      p1  100  $10.00  30d    (lapses after 30 days)
 * grant    g1  50                  → credited
 * hold     h1  30                  → held
 * capture  h1  25                  → captured 25, released 5, revenue $2.50
 * release  h1                      → released 30
 * sweep    h1                      → released 30
 * refund   r1  p1  $5.00  goodwill → refunded 50, waiting 0
 * failed   r1                      → done
 * dispute  d1  p1  $10.00          → disputed 100, waiting 0
 * taken    d1  $10.00              → disputed 100, waiting 0
 * returned d1  $10.00              → disputed 100, waiting 0
 * won      d1                      → won 0, waiting 0
 * lost     d1                      → lost 100, waiting 0
 * late     d1  won                 (knows nothing of the last of its funds)
 * paid     x1  refund:r1  $1.00    → done
 * writeoff x2  refund:r1  $1.00    → done
 * correct  h1                      → corrected 25, free 25, revenue $2.50
 * ungrant  g1                      → 50
 * owes                             → $0.00
 * account  refunds                 → $5.00
 * later    31d
 * balance                          → available 75
 * books                            → balanced
 * </pre>
 */
final class Scripts {
    private final Scene scene = new Scene();

    private Scripts() {}

    static void script(String steps) {
        var script = new Scripts();
        for (var line : steps.strip()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList()) {
            var sides = line.split("→");
            var outcome = script.step(sides[0].strip().split("\\s+"));
            if (sides.length > 1) assertEquals(sides[1].strip(), outcome, line);
        }
    }

    private String step(String[] words) {
        return switch (words[0]) {
            case "buy" -> outcome(scene.buy(words[1], number(words[2]), words[3].substring(1), days(words, 4)));
            case "grant" -> outcome(scene.grant(words[1], number(words[2]), days(words, 3)));
            case "hold" -> outcome(scene.hold(words[1], number(words[2]), words.length > 3 ? words[3] : ""));
            case "capture" -> outcome(scene.capture(words[1], number(words[2])));
            case "release" -> outcome(scene.release(words[1], Release.Cause.ABANDONED));
            case "sweep" -> outcome(scene.release(words[1], Release.Cause.SWEPT));
            case "later" -> later(days(words, 1).orElseThrow());
            case "refund" -> outcome(scene.refund(words[1], words[2], usd(words[3]), Usd.ZERO, spent(words[4])));
            case "failed" -> done(scene.refundFailed(words[1]));
            case "dispute" -> outcome(scene.dispute(words[1], words[2], usd(words[3])));
            case "taken" -> outcome(scene.moved(words[1], usd(words[2])).orElseThrow());
            case "returned" ->
                outcome(scene.moved(words[1], Usd.ZERO.minus(usd(words[2]))).orElseThrow());
            case "won", "lost" ->
                outcome(scene.stands(words[1], stand(words[0])).orElseThrow());
            case "late" -> outcome(scene.late(words[1], stand(words[2])).orElseThrow());
            case "paid" -> done(scene.owing(words[1], words[2], usd(words[3]), OwingEnd.How.PAID_THROUGH_STRIPE));
            case "wired" -> done(scene.owing(words[1], words[2], usd(words[3]), OwingEnd.How.PAID_TO_BANK));
            case "writeoff" -> done(scene.owing(words[1], words[2], usd(words[3]), OwingEnd.How.WRITTEN_OFF));
            case "correct" -> outcome(scene.correctCapture(words[1]));
            case "ungrant" -> scene.correctGrant(words[1]).toString();
            case "owes" -> scene.dollars(Account.RECEIVABLE);
            case "account" -> scene.dollars(Account.valueOf(words[1].toUpperCase(Locale.ROOT)));
            case "balance" -> scene.balance();
            case "books" ->
                scene.broken().isEmpty() ? "balanced" : scene.broken().toString();
            default -> throw new IllegalArgumentException("no such step: " + words[0]);
        };
    }

    private String later(int days) {
        scene.later(days);
        return "";
    }

    private static Usd usd(String word) {
        return Usd.parse(word.substring(1));
    }

    private static Refund.Spent spent(String word) {
        return Refund.Spent.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static Dispute.Stand stand(String word) {
        return Dispute.Stand.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private static String done(boolean now) {
        return now ? "done" : "not now";
    }

    private static long number(String word) {
        return Long.parseLong(word);
    }

    private static Optional<Integer> days(String[] words, int at) {
        return words.length > at ? Optional.of(Integer.valueOf(words[at].replace("d", ""))) : Optional.empty();
    }

    private static String outcome(Object outcome) {
        return switch (outcome) {
            case SettleOutcome.Captured captured ->
                "captured " + captured.charged() + ", released " + captured.released() + ", revenue $"
                        + captured.revenue();
            case SettleOutcome.MoreThanHeld(var held) -> "more than held " + held;
            case ReleaseOutcome.Released(var credits, var available) -> "released " + credits;
            case RefundOutcome.Refunded(var revoked, var waiting, var available) ->
                "refunded " + revoked + ", waiting " + waiting;
            case DisputeOutcome.Booked(var state, var taken, var waiting) ->
                words(state.name()) + " " + taken + ", waiting " + waiting;
            case CorrectionOutcome.Corrected(var credits, var free, var revenue) ->
                "corrected " + credits + ", free " + free + ", revenue $" + revenue;
            case HoldOutcome.NotEnough(var available, var asked) -> "not enough: " + available + " of " + asked;
            default -> words(outcome.getClass().getSimpleName());
        };
    }

    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
