package farebox.sandbox.stripe;

import java.util.Arrays;
import java.util.Optional;

/** The cards that the sandbox knows, each with what it does. */
enum TestCard {
    VISA("4242 4242 4242 4242", "visa", "Succeeds", null),
    MASTERCARD("5555 5555 5555 4444", "mastercard", "Succeeds", null),
    DECLINED("4000 0000 0000 0002", "visa", "Is declined", "Your card was declined."),
    INSUFFICIENT_FUNDS("4000 0000 0000 9995", "visa", "Lacks funds", "Your card has insufficient funds.");

    private final String number;
    private final String brand;
    private final String effect;
    private final String declineMessage;

    TestCard(String number, String brand, String effect, String declineMessage) {
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

    String lastFour() {
        return number.substring(number.length() - 4);
    }

    private String digits() {
        return number.replace(" ", "");
    }
}
