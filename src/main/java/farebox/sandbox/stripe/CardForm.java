package farebox.sandbox.stripe;

import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The pay page's form as it was filled in. */
record CardForm(String email, String number, String expiry, String cvc) {
    private static final Pattern EXPIRY = Pattern.compile("(\\d{1,2})\\s*/?\\s*(?:20)?(\\d{2})");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final int EMAIL_MAX = 254;

    static CardForm of(Params fields) {
        return new CardForm(
                fields.text("email").orElse(""),
                fields.text("number").orElse(""),
                fields.text("expiry").orElse(""),
                fields.text("cvc").orElse(""));
    }

    /** What is wrong, by field; nothing when the card can be tried. */
    Map<String, String> faults(YearMonth today) {
        var faults = new LinkedHashMap<>(emailFaults());
        if (digits().isEmpty()) faults.put("number", "Enter a card number.");
        else if (!passesLuhn(digits())) faults.put("number", "This card number is not valid.");
        var month = expiryMonth();
        if (month.isEmpty()) faults.put("expiry", "Enter the expiry date as MM / YY.");
        else if (month.get().isBefore(today)) faults.put("expiry", "This card has expired.");
        if (!cvc.strip().matches("\\d{3,4}")) faults.put("cvc", "Enter the 3 or 4 digits of the security code.");
        return faults;
    }

    Map<String, String> emailFaults() {
        return email.length() <= EMAIL_MAX && EMAIL.matcher(email.strip()).matches()
                ? Map.of()
                : Map.of("email", "Enter an e-mail address like ada@example.com.");
    }

    /** The test card of this number with this expiry date. */
    Optional<Tender> tender() {
        return TestCard.numbered(digits())
                .flatMap(card ->
                        expiryMonth().map(month -> new Tender.Card(card, month.getMonthValue(), month.getYear())));
    }

    static boolean passesLuhn(String digits) {
        if (!digits.matches("\\d{12,19}")) return false;
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            var digit = digits.charAt(digits.length() - 1 - i) - '0';
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    private String digits() {
        return number.replaceAll("[\\s-]", "");
    }

    private Optional<YearMonth> expiryMonth() {
        var match = EXPIRY.matcher(expiry.strip());
        if (!match.matches()) return Optional.empty();
        try {
            return Optional.of(YearMonth.of(2000 + Integer.parseInt(match.group(2)), Integer.parseInt(match.group(1))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
