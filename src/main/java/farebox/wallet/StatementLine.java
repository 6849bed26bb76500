package farebox.wallet;

import farebox.ledger.PostingKind;
import farebox.money.Credits;
import java.time.Instant;
import java.util.Optional;

/**
 * One posting as the customer reads it.
 *
 * @param change what it did to the available credits, below zero where it took some
 * @param available what was available after it
 * @param hold the hold, and so the invocation, that it belongs to
 * @param ofApp whether that is a hold of the app's, for work of its own
 * @param note why, in words
 */
public record StatementLine(
        long seq,
        Instant at,
        PostingKind kind,
        long change,
        Credits available,
        Credits held,
        Optional<HoldId> hold,
        boolean ofApp,
        String note) {}
