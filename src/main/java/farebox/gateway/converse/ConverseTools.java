package farebox.gateway.converse;

import static farebox.web.Input.check;

import farebox.gateway.Content.CachePoint;
import farebox.gateway.Tools;
import farebox.gateway.Tools.Choice;
import farebox.gateway.Tools.Tool;
import farebox.web.JsonFields;
import farebox.web.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The tools of a conversation, at the end of their list a cache point perhaps, and whether one must be used. */
final class ConverseTools {
    private static final String CACHE_POINT = "cachePoint";

    private ConverseTools() {}

    static Tools read(JsonFields config) {
        var listed = new ArrayList<>(config.objects("tools"));
        var cached = listed.isEmpty()
                ? Optional.<CachePoint>empty()
                : listed.getLast().object(CACHE_POINT).map(ConverseBlocks::cachePoint);
        if (cached.isPresent()) listed.removeLast();
        var tools = listed.stream().map(ConverseTools::tool).toList();
        return new Tools(
                tools, config.object("toolChoice").map(ConverseTools::choice).orElseGet(Choice.Free::new), cached);
    }

    private static Tool tool(JsonFields tool) {
        check(!tool.names().contains(CACHE_POINT), tool.place(CACHE_POINT), "A cache point comes after all tools.");
        var spec = tool.required("toolSpec", tool::object);
        spec.only("strict", List.of("false"));
        var schema = spec.required("inputSchema", spec::object);
        return new Tool(
                spec.required("name", spec::text), spec.text("description"), schema.required("json", schema::any));
    }

    private static Choice choice(JsonFields choice) {
        var kind = ConverseBlocks.kind(choice, "toolChoice");
        var chosen = choice.required(kind, choice::object);
        return switch (kind) {
            case "auto" -> new Choice.Free();
            case "any" -> new Choice.Any();
            case "tool" -> new Choice.Named(chosen.required("name", chosen::text));
            default -> throw Problem.unsupported(choice.place(kind)).exception();
        };
    }
}
