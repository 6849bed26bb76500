package farebox.sandbox.stripe;

import farebox.sandbox.stripe.Disputes.Aftermath;
import java.util.Arrays;
import java.util.Optional;

/** The cards that the sandbox knows, each with what it does. */
enum TestCard {
    VISA("4242 4242 4242 4242", "visa", "Succeeds", Aftermath.NONE),
    MASTERCARD("5555 5555 5555 4444", "mastercard", "Succeeds", Aftermath.NONE),
    DECLINED("4000 0000 0000 0002", "visa", "Is declined", "Your card was declined."),
    INSUFFICIENT_FUNDS("4000 0000 0000 9995", "visa", "Lacks funds", "Your card has insufficient funds."),
    DISPUTED("4000 0000 0000 0259", "visa", "Succeeds, then the bank takes it back as fraud", Aftermath.DISPUTE),
    INQUIRED("4000 0000 0000 1976", "visa", "Succeeds, then the bank asks about it", Aftermath.INQUIRY),
    WARNED("4000 0000 0000 5423", "visa", "Succeeds, then the bank warns of fraud", Aftermath.FRAUD_WARNING);

    private final String number;
    private final String brand;
    private final String effect;
    private final String declineMessage;
    private final Aftermath aftermath;

    TestCard(String number, String brand, String effect, String declineMessage) {
        this(number, brand, effect, declineMessage, Aftermath.NONE);
    }

    TestCard(String number, String brand, String effect, Aftermath aftermath) {
        this(number, brand, effect, null, aftermath);
    }

    TestCard(String number, String brand, String effect, String declineMessage, Aftermath aftermath) {
        this.aftermath = aftermath;
        this.number = number;
        this.brand = brand;
        this.effect = effect;
        this.declineMessage = declineMessage;
    }

    static Optional<TestCard> numbered(String digits) {
        return Arrays.stream(values())
                .filter(card -> card.digits().equals(digits))
                .findFirst();
    }

    public String number() {
        return number;
    }

    String brand() {
        return brand;
    }

    public String effect() {
        return effect;
    }

    Optional<String> decline() {
        return Optional.ofNullable(declineMessage);
    }

    Aftermath aftermath() {
        return aftermath;
    }

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    private String digits() {
        return number.replace(" ", "");
    }
}
