package canary.pack;

import canary.checkout.Back;

public record GoesRound(Back back) {}
