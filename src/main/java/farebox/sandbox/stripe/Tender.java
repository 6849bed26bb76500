package farebox.sandbox.stripe;

import java.util.Optional;

/** What a buyer pays with. */
sealed interface Tender {
    /** Why it is declined at once, if it is. */
    Optional<String> refusal();

    record Card(TestCard card, int expiryMonth, int expiryYear) implements Tender {
        @Override
        public Optional<String> refusal() {
            return card.decline();
        }
    }

    record BankDebit(boolean succeeds) implements Tender {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }
    }
}
