package farebox.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import farebox.money.Usd;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever happens to a wallet, in whatever order, its books stay whole; a failure shrinks to a short list of steps. */
class WalletProperties {
    static final List<String> VERBS = List.of(
            "buy",
            "grant",
            "hold",
            "hold",
            "hold",
            "capture",
            "capture",
            "release",
            "sweep",
            "later",
            "refund",
            "refund failed",
            "dispute",
            "taken",
            "returned",
            "won",
            "lost",
            "late",
            "paid",
            "write off",
            "ungrant",
            "correct");

    /** A step with a small name, so that keys, sources and holds meet again, and an amount. */
    record Step(String verb, int name, int amount) {
        void play(Scene scene) {
            var hold = "h" + name;
            switch (verb) {
                case "buy" -> scene.buy("p" + name, amount, new Usd(amount * 1_000L + name).toString(), days());
                case "grant" -> scene.grant("g" + name, amount, days());
                case "hold" -> scene.hold(hold, amount, "" + amount % 2);
                case "capture" -> {
                    if (scene.knows(hold)) scene.capture(hold, amount, cost());
                }
                case "release" -> {
                    if (scene.knows(hold)) scene.release(hold, Release.Cause.ABANDONED, cost());
                }
                case "sweep" -> {
                    if (scene.knows(hold)) scene.release(hold, Release.Cause.SWEPT, cost());
                }
                case "refund" -> scene.refund("r" + amount % 8, "p" + name, price(), new Usd(amount % 3), spent());
                case "refund failed" -> scene.refundFailed("r" + amount % 8);
                case "dispute" -> scene.dispute("d" + amount % 8, "p" + name, price());
                case "taken" -> scene.moved("d" + amount % 8, price());
                case "returned" -> scene.moved("d" + amount % 8, Usd.ZERO.minus(price()));
                case "won" -> scene.stands("d" + amount % 8, Dispute.Stand.WON);
                case "lost" -> scene.stands("d" + amount % 8, Dispute.Stand.LOST);
                case "late" -> scene.late("d" + amount % 8, Dispute.Stand.values()[name % 3]);
                case "paid" -> scene.owing("x" + name, "refund:r" + amount % 8, new Usd(amount), paid());
                case "write off" ->
                    scene.owing(
                            "y" + name,
                            "dispute:d" + amount % 8,
                            new Usd(amount % 2 == 0 ? amount : -amount),
                            OwingEnd.How.WRITTEN_OFF);
                case "ungrant" -> scene.correctGrant("g" + name);
                case "correct" -> {
                    if (scene.knows(hold)) scene.correctCapture(hold);
                }
                default -> scene.later(amount % 5);
            }
        }

        private OwingEnd.How paid() {
            return amount % 2 == 0 ? OwingEnd.How.PAID_THROUGH_STRIPE : OwingEnd.How.PAID_TO_BANK;
        }

        private Usd price() {
            return new Usd(amount * 1_000L + 1);
        }

        private Refund.Spent spent() {
            return amount % 2 == 0 ? Refund.Spent.GOODWILL : Refund.Spent.CLAWBACK;
        }

        private Optional<Integer> days() {
            return name % 2 == 0 ? Optional.of(1 + amount % 9) : Optional.empty();
        }

        private AttemptCost cost() {
            return new AttemptCost(1, 1, Usd.ofNanos(amount));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var verb = Arbitraries.of(VERBS);
        return net.jqwik.api.Combinators.combine(
                        verb,
                        Arbitraries.integers().between(1, 6),
                        Arbitraries.integers().between(1, 40))
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 2_000)
    void the_books_stay_whole(@ForAll("steps") List<Step> steps) {
        var scene = new Scene();
        for (var step : steps) {
            step.play(scene);
            assertEquals(List.of(), scene.broken(), () -> "after " + step + " in " + steps);
        }
    }

    @Property(tries = 500)
    void a_refusal_changes_nothing(@ForAll("steps") List<Step> steps) {
        var scene = new Scene();
        steps.forEach(step -> step.play(scene));
        scene.hold("settles what is due to lapse", 1, "");
        var before = scene.balance();
        var postings = scene.wallet.postings.size();
        scene.hold("too much", 1_000_000, "");
        assertEquals(before, scene.balance());
        assertEquals(postings, scene.wallet.postings.size());
    }
}
