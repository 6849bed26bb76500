package farebox.gateway;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.money.Credits;
import farebox.web.Input;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalInt;

/** The JSON of a hold that an app asks for: so many credits, or what a task class costs. */
record HoldBody(
        String customer, String task, Long credits, Integer units, Integer expiresIn, Map<String, String> metadata) {
    static final Credits CREDITS_MAX = Credits.of(1_000_000_000);
    private static final int TASK_LENGTH_MAX = 64;
    private static final int SECONDS = 3_600;
    private static final int SECONDS_MAX = 7 * 86_400;

    /** Reads and checks a body; ends the request with a problem that names what is wrong with it. */
    static HoldBody read(ObjectMapper mapper, byte[] json) throws IOException {
        var body = InvocationBody.parsed(mapper, json, HoldBody.class);
        check((body.task == null) != (body.credits == null), "credits", "Send either task or credits.");
        check(
                body.credits == null || body.credits >= 1 && body.credits <= CREDITS_MAX.amount(),
                "credits",
                "credits must be a whole number from 1 to " + CREDITS_MAX + ".");
        check(body.units == null || body.task != null, "units", "units go with a task class.");
        RequestLimits.units(body.counted());
        check(
                body.expiresIn == null || body.expiresIn >= 1 && body.expiresIn <= SECONDS_MAX,
                "expires_in",
                "expires_in must be from 1 to " + SECONDS_MAX + " seconds.");
        Input.text("task", body.task, TASK_LENGTH_MAX);
        Input.metadata(body.metadata);
        return body;
    }

    OptionalInt counted() {
        return InvocationBody.optional(units);
    }

    Duration lifetime() {
        return Duration.ofSeconds(expiresIn == null ? SECONDS : expiresIn);
    }

    Map<String, String> pairs() {
        return metadata == null ? Map.of() : metadata;
    }

    /** The JSON of a capture; no credits capture all. */
    record Capture(Long credits) {}
}
