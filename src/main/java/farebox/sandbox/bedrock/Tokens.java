package farebox.sandbox.bedrock;

/** Token counts estimated from the length of a text: about four characters a token, as English has. */
final class Tokens {
    private static final int CHARACTERS = 4;

    private Tokens() {}

    static int in(String text) {
        return Math.ceilDiv(text.length(), CHARACTERS);
    }

    /** As much of a text as fits into so many tokens. */
    static String first(int tokens, String text) {
        return text.substring(0, (int) Math.min(text.length(), (long) tokens * CHARACTERS));
    }
}
