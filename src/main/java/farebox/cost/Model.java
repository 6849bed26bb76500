package farebox.cost;

/**
 * A model that Bedrock serves.
 *
 * @param bedrockId what Converse is called with: an inference profile where the model needs one
 * @param contextTokens how much of input and output together it can hold
 * @param takesTools also while its answer is streamed
 */
public record Model(
        int no,
        String name,
        String bedrockId,
        long contextTokens,
        boolean takesTools,
        boolean takesImages,
        boolean takesDocuments,
        String bestFor) {
    /** A model that is to be registered. */
    public static Model proposed(
            String name,
            String bedrockId,
            long contextTokens,
            boolean takesTools,
            boolean takesImages,
            boolean takesDocuments,
            String bestFor) {
        return new Model(0, name, bedrockId, contextTokens, takesTools, takesImages, takesDocuments, bestFor);
    }
}
