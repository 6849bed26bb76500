package farebox.wallet;

import farebox.ledger.Account;
import farebox.ledger.Move;
import farebox.ledger.Posting;
import farebox.ledger.PostingKind;
import farebox.ledger.Proof;
import farebox.money.Usd;
import farebox.wallet.SimulatedDatabase.Kept;
import farebox.wallet.Simulation.Asked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;

/** Holds what callers were told against what the database kept: the books, and every answer, once. */
final class SimulationProof {
    private final SimulatedDatabase database;
    private final List<Asked<?>> asked;
    private final Set<List<Object>> notes = new HashSet<>();
    private final Set<Object> acknowledged = new HashSet<>();
    private final List<String> faults = new ArrayList<>();

    SimulationProof(SimulatedDatabase database, List<Asked<?>> asked) {
        this.database = database;
        this.asked = asked;
        for (var row : database.attached) notes.add(Arrays.asList(row.values()));
    }

    List<String> faults() {
        database.wallets.values().forEach(this::checkBooks);
        database.wallets.values().forEach(this::checkHolds);
        checkCap();
        asked.forEach(this::checkAnswer);
        return faults;
    }

    private void checkCap() {
        var spent = database.wallets.values().stream()
                .flatMap(kept -> kept.postings().stream()
                        .filter(posting -> posting.event().kind() == PostingKind.CAPTURE)
                        .filter(posting -> isCounted(kept, posting)))
                .mapToLong(posting -> moved(posting, Account.SPENT, Account.HELD))
                .sum();
        require(database.cap.inUse() == spent, spent + " of the cap are spent, and in use " + database.cap.inUse());
        require(!database.cap.isBroken(), "the cap was broken");
    }

    private static boolean isCounted(Kept kept, Posting capture) {
        return !kept.wallet().holdNumbered(capture.event().hold()).counted.equals(Counted.NOWHERE);
    }

    private void checkBooks(Kept kept) {
        var wallet = kept.wallet();
        var proof = new Proof();
        for (var lot : wallet.lots) {
            var credits = new long[] {lot.credits, lot.remaining, lot.spent, lot.expired, lot.revoked, lot.disputed};
            proof.lot(lot.lot, credits, lot.paid.nanos(), lot.valueOut.nanos(), 0);
        }
        for (var claim : wallet.claims())
            proof.claim(
                    claim.claim,
                    claim.lot,
                    claim.state.ordinal(),
                    claim.net.nanos(),
                    claim.tax.nanos(),
                    claim.taken,
                    claim.withdrawn.nanos(),
                    claim.funds,
                    claim.rest.nanos());
        wallet.holds().stream()
                .filter(OpenHold::isOpen)
                .forEach(hold -> proof.openHold(hold.id.hold(), hold.credits.amount()));
        var totals = new EnumMap<Account, Long>(Account.class);
        for (var account : Account.values())
            if (account.ordinal() <= Account.DISPUTED.ordinal()) totals.put(account, wallet.total(account));
        faults.addAll(proof.faults(wallet.customer.value(), totals, wallet.head(), kept.postings()));
        require(kept.postings().size() == wallet.seq(), wallet.customer + " has postings beyond its number");
    }

    private void checkHolds(Kept kept) {
        var tokens = new HashSet<Long>();
        var estimated = new HashSet<Long>();
        var lastUnderKey = new HashMap<UUID, OpenHold>();
        for (var hold : kept.wallet().holds().stream()
                .sorted(Comparator.comparingLong(hold -> hold.id.hold()))
                .toList()) {
            require(!hold.isOpen(), hold.id + " is stranded");
            // A hold whose answer was lost can be swept before the lane tries again; then it is made anew.
            if (hold.state != OpenHold.State.SWEPT && hold.state != OpenHold.State.SWEPT_AND_COSTED)
                require(tokens.add(hold.token), hold.id + " was held twice by one call");
            require(
                    !estimated.contains(hold.token),
                    hold.id + " is made again, and the estimate of a call never made stays");
            if (hold.state == OpenHold.State.SWEPT) estimated.add(hold.token);
            require(ofHold(kept, hold.id, SimulationProof::ends).size() == 1, hold.id + " has not ended just once");
            require(costs(hold).contains(cost(kept, hold.id)), hold.id + " has cost " + cost(kept, hold.id));
            var earlier = lastUnderKey.put(hold.key.key(), hold);
            require(
                    earlier == null || freed(kept, earlier, hold.id.hold()),
                    hold.id + " was held under the key of " + earlier);
        }
    }

    /** What the only attempt of an ended hold may have cost; one of which nobody heard had none. */
    private static Set<Usd> costs(OpenHold hold) {
        var real = SimulatedCaller.cost(hold.id).cost();
        return switch (hold.state) {
            case OPEN -> Set.of();
            case CAPTURED -> Set.of(real);
            case RELEASED, SWEPT_AND_COSTED -> Set.of(real, Usd.ZERO);
            case SWEPT -> Set.of(SimulatedCaller.ESTIMATE);
        };
    }

    /** Whether a hold had ended without a charge before a posting. */
    private static boolean freed(Kept kept, OpenHold hold, long before) {
        return hold.state != OpenHold.State.CAPTURED
                && ofHold(kept, hold.id, SimulationProof::ends).stream().allMatch(end -> end.seq() < before);
    }

    private void checkAnswer(Asked<?> ask) {
        var answer = ask.pending().answer;
        if (!answer.isDone()) {
            require(ask.closed(), ask.operation() + " was lost in its lane");
        } else if (answer.isCompletedExceptionally()) {
            var cause = answer.handle((outcome, failure) -> failure).join();
            var expected = isPoison(cause) && ask.operation() instanceof HoldOperation;
            require(expected && heldNothing((HoldOperation) ask.operation()), ask.operation() + " failed: " + cause);
        } else {
            checkOutcome(ask, answer.join());
        }
    }

    private static boolean isPoison(Throwable cause) {
        return cause.getMessage().equals(SimulatedDatabase.POISON);
    }

    private void checkOutcome(Asked<?> ask, Object outcome) {
        var right = switch (ask.operation()) {
            case HoldOperation hold -> isRight(hold, (HoldOutcome) outcome);
            case SettleOperation settle -> isRight(settle, (SettleOutcome) outcome);
            case ReleaseOperation release -> isRight(release, (ReleaseOutcome) outcome);
            case CreditOperation credit -> isRight(credit, (CreditOutcome) outcome);
            case WithdrawOperation withdraw -> !(Boolean) outcome || withdrawn(withdraw);
            default -> true;
        };
        require(right, ask.operation() + " was answered with " + outcome + ", and that is not so");
    }

    private boolean isRight(HoldOperation operation, HoldOutcome outcome) {
        var kept = database.kept(operation.customer());
        return switch (outcome) {
            case HoldOutcome.Held(var id, var credits, var available) ->
                hold(id) != null
                        && hold(id).token == operation.token()
                        && credits.equals(operation.order().credits())
                        && acknowledged.add(id)
                        && noted("hold " + operation.token(), outcome)
                        && moved(posting(kept, id.hold()), Account.HELD, Account.AVAILABLE) == credits.amount();
            case HoldOutcome.Replayed(var id) ->
                isAnothers(id, operation)
                        && hold(id).state == OpenHold.State.CAPTURED
                        && hold(id).key.equals(operation.order().key());
            case HoldOutcome.InProgress(var id) ->
                isAnothers(id, operation)
                        && hold(id).key.equals(operation.order().key());
            case HoldOutcome.KeyReused(var id) ->
                isAnothers(id, operation)
                        && !hold(id).key.equals(operation.order().key());
            case HoldOutcome.NotEnough(var available, var needed) ->
                heldNothing(operation) && !available.covers(needed);
            case HoldOutcome.CapReached(var scope, var limit, var resetsAt) ->
                heldNothing(operation) && scope == SimulatedCap.CAP.scope();
            case HoldOutcome.Frozen(var reason) -> heldNothing(operation);
            case HoldOutcome.Overloaded() -> false;
        };
    }

    private boolean isRight(SettleOperation operation, SettleOutcome outcome) {
        var id = operation.settlement().hold();
        var kept = database.kept(operation.customer());
        var captures = ofHold(kept, id, kind -> kind == PostingKind.CAPTURE);
        return switch (outcome) {
            case SettleOutcome.Captured(var charged, var released, var lots, var available) ->
                captures.size() == 1
                        && acknowledged.add("captured " + id)
                        && noted("settle " + id.text(), outcome)
                        && moved(captures.getFirst(), Account.SPENT, Account.HELD) == charged.amount()
                        && moved(captures.getFirst(), Account.AVAILABLE, Account.HELD) == released.amount()
                        && lots.stream()
                                        .mapToLong(lot -> lot.credits().amount())
                                        .sum()
                                == charged.amount();
            case SettleOutcome.AlreadyCaptured() -> captures.size() == 1;
            case SettleOutcome.TooLate() -> captures.isEmpty() && hold(id).state != OpenHold.State.SWEPT;
            case SettleOutcome.MoreThanHeld(var held) ->
                !held.covers(operation.settlement().charged());
            case SettleOutcome.NoSuchHold() -> false;
        };
    }

    private boolean isRight(ReleaseOperation operation, ReleaseOutcome outcome) {
        var id = operation.release().hold();
        if (hold(id) == null) return false;
        var captured = hold(id).state == OpenHold.State.CAPTURED;
        return switch (outcome) {
            case ReleaseOutcome.Released(var credits, var available) ->
                !captured && acknowledged.add("released " + id) && noted("release " + id.text(), outcome);
            case ReleaseOutcome.AlreadyEnded(var wasCaptured) -> wasCaptured == captured;
            case ReleaseOutcome.NoSuchHold() -> false;
        };
    }

    private boolean isRight(CreditOperation operation, CreditOutcome outcome) {
        var source = operation.credit().source().text();
        var postings = database.kept(operation.customer()).postings().stream()
                .filter(posting -> source.equals(posting.event().source()))
                .toList();
        return postings.size() == 1
                && switch (outcome) {
                    case CreditOutcome.Credited(var lot, var available) ->
                        postings.getFirst().seq() == lot
                                && acknowledged.add(operation.customer() + source)
                                && noted("credit " + source, outcome);
                    case CreditOutcome.AlreadyCredited(var lot) ->
                        postings.getFirst().seq() == lot;
                };
    }

    private boolean withdrawn(WithdrawOperation withdraw) {
        return database.kept(withdraw.customer()).wallet().holds().stream()
                .anyMatch(hold -> hold.token == withdraw.hold().token() && hold.state == OpenHold.State.RELEASED);
    }

    private boolean heldNothing(HoldOperation operation) {
        return database.kept(operation.customer()).wallet().holds().stream()
                .allMatch(hold -> hold.token != operation.token() || hold.state == OpenHold.State.SWEPT_AND_COSTED);
    }

    private OpenHold hold(HoldId id) {
        return database.kept(id.customer()).wallet().hold(id);
    }

    /** Whether a hold is there, and was made by another call. */
    private boolean isAnothers(HoldId id, HoldOperation operation) {
        return hold(id) != null && hold(id).token != operation.token();
    }

    private boolean noted(String what, Object outcome) {
        return notes.contains(List.<Object>of(what, outcome.getClass().getSimpleName()));
    }

    private static Posting posting(Kept kept, long seq) {
        return kept.postings().get((int) seq - 1);
    }

    private static boolean ends(PostingKind kind) {
        return kind == PostingKind.CAPTURE || kind == PostingKind.RELEASE || kind == PostingKind.SWEEP;
    }

    private static List<Posting> ofHold(Kept kept, HoldId id, Predicate<PostingKind> kinds) {
        return kept.postings().stream()
                .filter(posting -> kinds.test(posting.event().kind()))
                .filter(posting ->
                        Long.valueOf(id.hold()).equals(posting.event().hold()))
                .toList();
    }

    private static long moved(Posting posting, Account debit, Account credit) {
        return posting.event().moves().stream()
                .filter(move -> move.debit() == debit && move.credit() == credit)
                .mapToLong(Move::amount)
                .sum();
    }

    /** What is owed for a hold's attempts, estimates and corrections together. */
    private static Usd cost(Kept kept, HoldId id) {
        return Usd.ofNanos(ofHold(kept, id, kind -> true).stream()
                .mapToLong(posting ->
                        moved(posting, Account.COGS, Account.PAYABLE) - moved(posting, Account.PAYABLE, Account.COGS))
                .sum());
    }

    private void require(boolean holds, String fault) {
        if (!holds) faults.add(fault);
    }
}
