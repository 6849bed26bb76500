package farebox.sandbox.bedrock;

/** An error as AWS names it on the wire. */
record AwsError(int status, String type, String message) {
    static AwsError validation(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    static AwsError missingToken() {
        return new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
    }

    static AwsError unreadable() {
        return new AwsError(400, "SerializationException", "The request body is not valid JSON.");
    }

    static AwsError noSuchModel(String id) {
        return new AwsError(
                404, "ResourceNotFoundException", "Could not resolve the foundation model from " + id + ".");
    }
}
