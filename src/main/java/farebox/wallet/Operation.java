package farebox.wallet;

import farebox.money.CustomerNo;
import farebox.sql.RowStatement.Row;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One thing to do to one wallet: what must be known to decide it, the decision itself, and what else is written with it.
 * The decision is a function of the open wallet and the moment alone.
 *
 * @param <O> the outcome
 */
interface Operation<O> {
    CustomerNo customer();

    O decide(OpenWallet wallet, Moment moment);

    /** The seq of the hold that it ends. */
    default Optional<Long> endedHold() {
        return Optional.empty();
    }

    /** The seqs of all holds that it must know. */
    default Collection<Long> knownHolds() {
        return endedHold().stream().toList();
    }

    /** Operations that end holds go first, and are never refused for load. */
    default boolean endsHold() {
        return endedHold().isPresent();
    }

    /** The key under which an earlier hold may stand. */
    default Optional<UUID> holdKey() {
        return Optional.empty();
    }

    /** The caps that it counts on; their rows are locked before any wallet. */
    default List<Cap> caps() {
        return List.of();
    }

    /** The keys under which it may have been posted before. */
    default List<String> postingKeys() {
        return lotSource().stream().toList();
    }

    /** The source of the lot that it takes from, which may be used up. */
    default Optional<String> lotSource() {
        return Optional.empty();
    }

    /** The refund or dispute that it concerns. */
    default Optional<String> claim() {
        return Optional.empty();
    }

    /** The hold whose capture it corrects. */
    default Optional<Long> correctedHold() {
        return Optional.empty();
    }

    default List<Row> attached(O outcome, Instant at) {
        return List.of();
    }

    /** The database's time, read once a batch after locking, the instance that decides, and the caps that are locked. */
    record Moment(Instant at, int instance, OpenCaps caps) {}
}
