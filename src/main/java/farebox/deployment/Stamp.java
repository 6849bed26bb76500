package farebox.deployment;

/** What the database says about itself: whose money it counts, and its secrets. */
record Stamp(Mode mode, String sandboxWebhookSecret, byte[] linkSecret) {}
