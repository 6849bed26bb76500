package farebox.gateway;

/** What comes of asking for a stream: an answer that is paid for and waits to be heard, or an outcome without one. */
sealed interface Opening {
    record Opened(StreamedAnswer answer) implements Opening {}

    /** Refused, or served before under the same key. */
    record Closed(InvocationOutcome outcome) implements Opening {}
}
