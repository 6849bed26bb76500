package farebox.gateway;

import static farebox.web.Input.check;

import com.fasterxml.jackson.databind.JsonNode;
import farebox.gateway.Content.CachePoint;
import farebox.gateway.Content.Document;
import farebox.gateway.Content.Image;
import farebox.gateway.Content.Json;
import farebox.gateway.Content.RedactedThinking;
import farebox.gateway.Content.Text;
import farebox.gateway.Content.Thinking;
import farebox.gateway.Content.ToolResult;
import farebox.gateway.Content.ToolUse;
import farebox.gateway.Message.Role;
import farebox.gateway.Prompt.Guardrail;
import farebox.gateway.Prompt.Sampling;
import farebox.web.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every surface holds a request against before it is priced, so that none reaches a model that would refuse it,
 * or floods it. Each check ends the request with a problem that names what is wrong.
 */
final class RequestLimits {
    static final int MESSAGES_MAX = 1_000;
    private static final int CHARACTERS_MAX = 400_000;
    private static final int UNITS_MAX = 10_000;
    private static final int IMAGES_MAX = 20;
    private static final int IMAGE_BYTES_MAX = 3_932_160;
    private static final int DOCUMENTS_MAX = 5;
    private static final int DOCUMENT_BYTES_MAX = 4_718_592;
    private static final int ADDITIONAL_LENGTH_MAX = 10_000;
    private static final int CACHE_POINTS_MAX = 4;
    private static final int STOP_SEQUENCES_MAX = 4;
    private static final int STOP_SEQUENCE_LENGTH_MAX = 200;
    private static final int TOOLS_MAX = 128;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    /** What models call the length of an answer and how many there are: both are the task class's to limit. */
    private static final Pattern LIMIT =
            Pattern.compile("(?i:max_?\\w*(tokens?|tokencount|len))|max_length|n|num_?(results|generations)|best_?of");

    private static final Pattern GUARDRAIL =
            Pattern.compile("[a-z0-9]{1,64}|arn:aws[a-z-]*:bedrock:[a-z0-9:/-]{1,200}");
    private static final Pattern GUARDRAIL_VERSION = Pattern.compile("[1-9][0-9]{0,7}|DRAFT");

    private RequestLimits() {}

    static void hold(TaskRequest request) {
        turns(request.messages());
        request.messages().forEach(RequestLimits::speaks);
        IntStream.range(0, request.messages().size()).forEach(turn -> answersTools(request.messages(), turn));
        check(request.system().stream().allMatch(RequestLimits::says), "system", "A text of system is blank.");
        tools(request);
        sizes(request);
        cachePoints(request);
        sampling(request.settings().sampling());
        request.settings().guardrail().ifPresent(RequestLimits::guardrail);
        request.settings().additional().ifPresent(RequestLimits::additional);
        check(
                request.outputTokens().isEmpty() || request.outputTokens().getAsInt() >= 1,
                "max_tokens",
                "max_tokens must be at least 1.");
        units(request.units());
    }

    static void units(OptionalInt units) {
        check(
                units.isEmpty() || units.getAsInt() >= 1 && units.getAsInt() <= UNITS_MAX,
                "units",
                "units must be a whole number from 1 to " + UNITS_MAX + ".");
    }

    /** More was sent than is read; {@code what} says how much, as the beginning of a sentence. */
    static RuntimeException tooLarge(String param, String what, long limit) {
        return Problem.of(400, "input_too_large", "The input is too large", what + "; the limit is " + limit + ".")
                .with("param", param)
                .with("limit", limit)
                .exception();
    }

    private static void turns(List<Message> messages) {
        check(!messages.isEmpty(), "messages", "messages is empty.");
        if (messages.size() > MESSAGES_MAX)
            throw tooLarge("messages", "There are " + messages.size() + " messages", MESSAGES_MAX);
        for (var i = 0; i < messages.size(); i++) {
            var turn = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
            check(messages.get(i).role() == turn, "messages", "Roles take turns, and user begins.");
        }
        check(messages.size() % 2 == 1, "messages", "The last message must be the user's.");
    }

    /** Each side says what its side can say, and says something. */
    private static void speaks(Message message) {
        var content = message.content();
        check(content.stream().anyMatch(piece -> !(piece instanceof CachePoint)), "messages", "A message is empty.");
        for (var piece : content) {
            var fits = switch (piece) {
                case Text text -> says(text);
                case CachePoint point -> true;
                case Thinking thinking -> message.role() == Role.ASSISTANT;
                case RedactedThinking redacted -> message.role() == Role.ASSISTANT;
                case ToolUse use -> message.role() == Role.ASSISTANT;
                case Image image -> message.role() == Role.USER;
                case Document document ->
                    message.role() == Role.USER && content.stream().anyMatch(Text.class::isInstance);
                case ToolResult result ->
                    message.role() == Role.USER && result.content().stream().allMatch(RequestLimits::says);
                case Json json -> false;
            };
            check(
                    fits,
                    "messages",
                    "A text is blank, a document comes without a text, or a piece is one that the "
                            + message.role().word() + " cannot say.");
        }
    }

    private static boolean says(Content content) {
        return !(content instanceof Text(var text) && text.isBlank());
    }

    /** The results in a turn are those of the tools that the turn before asked for, each once. */
    private static void answersTools(List<Message> messages, int turn) {
        var asked = turn == 0 ? List.<String>of() : ids(messages.get(turn - 1), ToolUse.class, ToolUse::id);
        var answered = ids(messages.get(turn), ToolResult.class, ToolResult::toolUse);
        check(
                asked.equals(answered),
                "messages",
                "Each tool that a message asks for has one result in the message after it, and there are no other results.");
    }

    private static <T> List<String> ids(Message message, Class<T> kind, Function<T, String> id) {
        return message.content().stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .map(id)
                .sorted()
                .toList();
    }

    private static void tools(TaskRequest request) {
        var uses = request.messages().stream()
                .flatMap(message -> message.content().stream())
                .filter(ToolUse.class::isInstance)
                .map(ToolUse.class::cast)
                .toList();
        for (var use : uses) {
            check(
                    NAME.matcher(use.id()).matches(),
                    "messages",
                    "A tool use needs an id of 1 to 64 letters, digits, _ and -.");
            check(NAME.matcher(use.name()).matches(), "messages", "A tool use names no tool.");
            check(use.input().isObject(), "messages", "The input of a tool is a JSON object.");
        }
        check(
                uses.isEmpty() || request.settings().tools().isPresent(),
                "tools",
                "The messages use tools, so tools must say which there are, and the choice must be free to use them.");
        request.settings().tools().ifPresent(RequestLimits::tools);
    }

    private static void tools(Tools tools) {
        var names = tools.all().stream().map(Tools.Tool::name).collect(Collectors.toSet());
        check(!names.isEmpty(), "tools", "tools is empty.");
        if (tools.all().size() > TOOLS_MAX)
            throw tooLarge("tools", "There are " + tools.all().size() + " tools", TOOLS_MAX);
        check(names.size() == tools.all().size(), "tools", "Two tools have the same name.");
        for (var tool : tools.all()) {
            check(NAME.matcher(tool.name()).matches(), "tools", "A tool's name is 1 to 64 letters, digits, _ and -.");
            check(tool.schema().isObject(), "tools", "The schema of " + tool.name() + " is not an object.");
            check(
                    !tool.description().orElse("said").isBlank(),
                    "tools",
                    "The description of " + tool.name() + " is blank.");
        }
        if (tools.choice() instanceof Tools.Choice.Named(var name))
            check(names.contains(name), "tool_choice", "tool_choice names no tool that is there.");
    }

    private static void sizes(TaskRequest request) {
        var said = request.messages().stream().flatMap(message -> message.content().stream());
        var all = Stream.concat(said, request.system().stream()).toList();
        var texts = Stream.concat(
                all.stream().flatMap(Content::texts), request.settings().texts());
        var characters = texts.mapToLong(String::length).sum();
        if (characters > CHARACTERS_MAX)
            throw tooLarge("messages", "The request holds " + characters + " characters", CHARACTERS_MAX);
        var images = all.stream().flatMap(Content::images).toList();
        if (images.size() > IMAGES_MAX)
            throw tooLarge("messages", "There are " + images.size() + " images", IMAGES_MAX);
        for (var image : images)
            if (image.bytes().length > IMAGE_BYTES_MAX)
                throw tooLarge("messages", "An image has " + image.bytes().length + " bytes", IMAGE_BYTES_MAX);
        documents(all.stream().flatMap(Content::documents).toList());
    }

    private static void documents(List<Document> documents) {
        if (documents.size() > DOCUMENTS_MAX)
            throw tooLarge("messages", "There are " + documents.size() + " documents", DOCUMENTS_MAX);
        for (var document : documents) {
            if (document.bytes().length > DOCUMENT_BYTES_MAX)
                throw tooLarge("messages", "A document has " + document.bytes().length + " bytes", DOCUMENT_BYTES_MAX);
            check(
                    document.length().count().isPresent(),
                    "messages",
                    "The document " + document.name() + " is broken, locked, or unpacks to far too much.");
        }
    }

    /** What would lift the limits that a call is priced by is refused by name, however deep it lies. */
    private static void additional(JsonNode fields) {
        var place = "additional_model_request_fields";
        check(fields.isObject(), place, place + " must be an object.");
        var length = fields.toString().length();
        if (length > ADDITIONAL_LENGTH_MAX)
            throw tooLarge(place, "The additional fields are " + length + " characters", ADDITIONAL_LENGTH_MAX);
        limits(place, fields);
    }

    private static void limits(String place, JsonNode fields) {
        fields.propertyStream().forEach(field -> {
            var within = place + "." + field.getKey();
            if (field.getValue().isNumber() && LIMIT.matcher(field.getKey()).matches())
                throw Problem.unsupported(within, "How long and how many answers are is set by max_tokens alone.")
                        .exception();
            limits(within, field.getValue());
        });
        if (fields.isArray()) fields.forEach(item -> limits(place, item));
    }

    private static void cachePoints(TaskRequest request) {
        var said = request.messages().stream().flatMap(message -> message.content().stream());
        // In the order in which a model reads them.
        var points = Stream.of(
                        request.settings().tools().flatMap(Tools::cached).stream(), request.system().stream(), said)
                .flatMap(all -> all)
                .filter(CachePoint.class::isInstance)
                .map(CachePoint.class::cast)
                .toList();
        if (points.size() > CACHE_POINTS_MAX)
            throw tooLarge("messages", "There are " + points.size() + " cache points", CACHE_POINTS_MAX);
        for (var place = 1; place < points.size(); place++)
            check(
                    points.get(place - 1).anHour() || !points.get(place).anHour(),
                    "cache_point",
                    "What is kept for an hour comes before what is kept for five minutes.");
    }

    private static void sampling(Sampling sampling) {
        share("temperature", sampling.temperature());
        share("top_p", sampling.topP());
        var stops = sampling.stopSequences();
        check(
                stops.size() <= STOP_SEQUENCES_MAX,
                "stop_sequences",
                "There are more than " + STOP_SEQUENCES_MAX + " stop sequences.");
        check(
                stops.stream().allMatch(stop -> !stop.isEmpty() && stop.length() <= STOP_SEQUENCE_LENGTH_MAX),
                "stop_sequences",
                "A stop sequence is 1 to " + STOP_SEQUENCE_LENGTH_MAX + " characters.");
    }

    private static void share(String param, Optional<Double> value) {
        check(value.isEmpty() || (value.get() >= 0 && value.get() <= 1), param, param + " is from 0 to 1 here.");
    }

    private static void guardrail(Guardrail guardrail) {
        check(
                GUARDRAIL.matcher(guardrail.id()).matches(),
                "guardrail.id",
                "guardrail.id is no id and no ARN of a guardrail.");
        check(
                GUARDRAIL_VERSION.matcher(guardrail.version()).matches(),
                "guardrail.version",
                "guardrail.version is a number or DRAFT.");
    }
}
