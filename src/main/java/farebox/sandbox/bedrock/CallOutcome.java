package farebox.sandbox.bedrock;

/** How a model call ends. */
sealed interface CallOutcome {
    /** A reply, without token counts when the model has been told to leave them out. */
    record Answered(Reply reply, int inputTokens, long millis, boolean counted) implements CallOutcome {}

    record Failed(AwsError error) implements CallOutcome {}

    record Garbled() implements CallOutcome {}
}
