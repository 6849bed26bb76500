package canary.checkout;

import canary.pack.GoesRound;

public record Back(GoesRound round) {}
