package canary.money;

import canary.wallet.ReadsTheClock;

record UsesTheWallet(ReadsTheClock wallet) {}
