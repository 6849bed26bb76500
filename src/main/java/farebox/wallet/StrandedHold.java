package farebox.wallet;

/** An open hold that a dead instance or a passed time has left, and what it was for. */
public record StrandedHold(HoldId hold, HoldOrder.Purpose purpose) {}
