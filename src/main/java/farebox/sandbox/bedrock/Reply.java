package farebox.sandbox.bedrock;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a model says: a few sentences about the last thing the user said, the same for the same words; or it asks for tools.
 *
 * @param thought before it says so, where it is asked to think
 */
record Reply(Optional<Thought> thought, String text, List<ToolCall> tools, int outputTokens, String stopReason) {
    private static final int TOPIC_MAX = 120;
    private static final int SENTENCES_MIN = 2;
    private static final String GUARDED = "Sorry, the model cannot answer this question.";
    private static final List<String> OPENINGS = List.of(
            "You asked about “%s”, so here is the short version.",
            "Here is how I would approach “%s”.",
            "Thanks for the question about “%s”.",
            "On “%s”, three things matter most.");
    private static final List<String> THOUGHTS = List.of(
            "Begin with what you already know, and write down the one thing that would change your mind.",
            "The simplest option that meets the need is usually the one that is still standing next year.",
            "Compare two or three alternatives side by side before you settle on one.",
            "Where numbers are involved, check the units first and the decimals second.",
            "A small trial this week will tell you more than a long plan for next quarter.",
            "Ask the people who will live with the result; they know the edge cases.",
            "If time is short, do the part that is hard to undo last.");
    private static final List<String> CLOSINGS = List.of(
            "Tell me more about your situation and I can be more precise.",
            "I can turn this into a checklist if that helps.",
            "Shall I go deeper into any of these points?");

    static Reply to(Conversation conversation, ModelId model) {
        if (conversation.isGuarded()) return said(GUARDED, Tokens.in(GUARDED), "guardrail_intervened");
        var reply = unthinking(conversation, model);
        return conversation.wantsThought() && model.thinks()
                ? reply.after(Thought.about(conversation.lastUserText()))
                : reply;
    }

    private Reply after(Thought thinking) {
        return new Reply(Optional.of(thinking), text, tools, thinking.tokens() + outputTokens, stopReason);
    }

    private static Reply said(String text, int outputTokens, String stopReason) {
        return new Reply(Optional.empty(), text, List.of(), outputTokens, stopReason);
    }

    private static Reply unthinking(Conversation conversation, ModelId model) {
        var tools = conversation.toolbox().asked(conversation.wish());
        if (!tools.isEmpty())
            return new Reply(
                    Optional.empty(),
                    "",
                    tools,
                    tools.stream().mapToInt(ToolCall::tokens).sum(),
                    "tool_use");
        return words(compose(conversation.lastUserText(), model), conversation.limits());
    }

    private static Reply words(String text, Limits limits) {
        var said = limits.beforeStop(text);
        var allowed = limits.maxTokens().orElse(Integer.MAX_VALUE);
        if (Tokens.in(said) > allowed) return said(Tokens.first(allowed, said), allowed, "max_tokens");
        var stopReason = said.length() < text.length() ? "stop_sequence" : "end_turn";
        return said(said, Tokens.in(said), stopReason);
    }

    private static String compose(String asked, ModelId model) {
        var seed = Math.floorMod((asked + model.foundation()).hashCode(), 1_000_003);
        var thoughts = IntStream.range(0, SENTENCES_MIN + seed % 4)
                .mapToObj(i -> THOUGHTS.get((seed + i * 3) % THOUGHTS.size()))
                .distinct()
                .collect(Collectors.joining(" "));
        return pick(OPENINGS, seed).formatted(topic(asked)) + " " + thoughts + " " + pick(CLOSINGS, seed);
    }

    private static String pick(List<String> sentences, int seed) {
        return sentences.get(seed % sentences.size());
    }

    private static String topic(String asked) {
        var line = asked.strip().replaceAll("\\s+", " ").replaceAll("[.?!]+$", "");
        if (line.isEmpty()) return "what you sent";
        return line.length() <= TOPIC_MAX ? line : line.substring(0, TOPIC_MAX).strip() + "…";
    }
}
