package farebox.deployment;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How to reach Amazon Bedrock; the AWS SDK finds its credentials by itself, except in the sandbox, which needs none. */
public record Bedrock(String region, Optional<URI> endpoint, boolean sandboxed) {
    /** Any one of these says how to sign in to AWS. */
    static final List<String> CREDENTIALS = List.of(
            "AWS_ACCESS_KEY_ID",
            "AWS_BEARER_TOKEN_BEDROCK",
            "AWS_PROFILE",
            "AWS_WEB_IDENTITY_TOKEN_FILE",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI");

    private static final String ENDPOINT = "AWS_ENDPOINT_URL_BEDROCK_RUNTIME";

    static Bedrock sandbox(URI localUrl) {
        return new Bedrock("us-east-1", Optional.of(URI.create(localUrl + "/sandbox/bedrock")), true);
    }

    static Optional<Bedrock> read(Environment environment) {
        var region = environment.text("AWS_REGION");
        var endpoint = environment.webAddress(ENDPOINT);
        var credentials = CREDENTIALS.stream().filter(environment::has).findFirst();
        checkKeyPair(environment);
        if (credentials.isPresent() && region.isEmpty())
            environment.fault(credentials.get() + " is set, but AWS_REGION is not.");
        if (credentials.isEmpty()) refuseOrphans(environment);
        return credentials.flatMap(found -> region).map(name -> new Bedrock(name, endpoint, false));
    }

    private static void checkKeyPair(Environment environment) {
        var id = environment.has("AWS_ACCESS_KEY_ID");
        var secret = environment.has("AWS_SECRET_ACCESS_KEY");
        if (id && !secret) environment.fault("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not.");
        if (secret && !id) environment.fault("AWS_SECRET_ACCESS_KEY is set, but AWS_ACCESS_KEY_ID is not.");
    }

    /** A region alone could mean the sandbox or a forgotten key; guessing wrong would serve imitations for money. */
    private static void refuseOrphans(Environment environment) {
        for (var name : List.of("AWS_REGION", ENDPOINT)) {
            if (environment.has(name))
                environment.fault(
                        name + " is set, but no AWS credentials are: set AWS_ACCESS_KEY_ID and"
                                + " AWS_SECRET_ACCESS_KEY, AWS_BEARER_TOKEN_BEDROCK or AWS_PROFILE, or unset it for the sandbox.");
        }
    }
}
