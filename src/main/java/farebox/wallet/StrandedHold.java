package farebox.wallet;

/**
 * An open hold that a dead instance or a passed time has left, and what it was for.
 *
 * @param ofApp whether an app made it for work of its own, until a time
 */
public record StrandedHold(HoldId hold, HoldOrder.Purpose purpose, boolean ofApp) {}
