package farebox.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.Delta;
import farebox.gateway.Listener;
import farebox.gateway.Telling;
import farebox.web.Problem;
import farebox.web.ProblemException;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jboss.logging.Logger;

/** An answer told to an OpenAI client as it comes, as server-sent events. */
class ChatStream implements StreamingOutput {
    private static final Logger LOG = Logger.getLogger(ChatStream.class);
    private static final Problem UNEXPECTED =
            Problem.of(500, "internal_error", "Something went wrong here", "It has been logged under the request id.");

    private final Telling telling;
    private final ChatBody asked;
    private final ObjectMapper mapper;
    private final RoutingContext request;

    ChatStream(Telling telling, ChatBody asked, ObjectMapper mapper, RoutingContext request) {
        this.telling = telling;
        this.asked = asked;
        this.mapper = mapper;
        this.request = request;
    }

    @Override
    public void write(OutputStream out) throws IOException {
        var chunks = new ChatChunks(
                telling.invocation(),
                telling.startedAt().getEpochSecond(),
                asked.request().task());
        var reader = new Reader(chunks, out);
        try {
            reader.write(chunks.first());
            var served = telling.tell(reader);
            for (var chunk : chunks.last(served, asked.tellUsage())) reader.write(chunk);
            reader.write("[DONE]");
        } catch (ProblemException failure) {
            reader.write(OpenAiDialect.document(failure.problem()));
        } catch (RuntimeException unexpected) {
            LOG.errorf(unexpected, "The stream of %s failed", telling.invocation());
            reader.write(OpenAiDialect.document(UNEXPECTED));
        }
    }

    /** Whoever reads the stream, until their connection is gone. */
    private class Reader implements Listener {
        private final ChatChunks chunks;
        private final OutputStream out;
        private boolean there = true;

        Reader(ChatChunks chunks, OutputStream out) {
            this.chunks = chunks;
            this.out = out;
        }

        @Override
        public boolean hear(Delta delta) {
            try {
                for (var chunk : chunks.of(delta)) write(chunk);
            } catch (IOException gone) {
                there = false;
            }
            return there;
        }

        @Override
        public boolean isThere() {
            return there && !request.response().closed();
        }

        void write(Object chunk) throws IOException {
            write(mapper.writeValueAsString(chunk));
        }

        void write(String data) throws IOException {
            out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        }
    }
}
