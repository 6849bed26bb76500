package farebox.sandbox.stripe;

import farebox.sandbox.stripe.Disputes.Aftermath;
import java.util.Optional;

/** What a buyer pays with. */
sealed interface Tender {
    /** Why it is declined at once, if it is. */
    Optional<String> refusal();

    /** What the bank does once it is paid. */
    default Aftermath aftermath() {
        return Aftermath.NONE;
    }

    record Card(TestCard card, int expiryMonth, int expiryYear) implements Tender {
        @Override
        public Optional<String> refusal() {
            return card.decline();
        }

        @Override
        public Aftermath aftermath() {
            return card.aftermath();
        }
    }

    record BankDebit(boolean succeeds) implements Tender {
        @Override
        public Optional<String> refusal() {
            return Optional.empty();
        }
    }
}
