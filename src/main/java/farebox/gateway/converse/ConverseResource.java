package farebox.gateway.converse;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.gateway.Serving;
import farebox.gateway.TaskRequest;
import farebox.web.IdempotencyKey;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Converse and ConverseStream, so that a stock AWS client needs another endpoint and bearer token, and nothing else. */
@Path("/bedrock/model/{task}")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
class ConverseResource {
    /** What AWS clients keep when they try again by themselves. */
    private static final String CALL = "amz-sdk-invocation-id";

    private final Serving serving;
    private final ObjectMapper mapper;

    ConverseResource(Serving serving, ObjectMapper mapper) {
        this.serving = serving;
        this.mapper = mapper;
    }

    @POST
    @Path("converse")
    public Response converse(
            @RestPath String task,
            @RestHeader(IdempotencyKey.HEADER) String key,
            @RestHeader(CALL) String call,
            byte[] body)
            throws IOException {
        var served = serving.serve(read(task, body, false), key == null ? call : key, meant(task, body));
        return serving.answer(served, ConverseAnswer.of(served)).build();
    }

    @POST
    @Path("converse-stream")
    public Response converseStream(
            @RestPath String task,
            @RestHeader(IdempotencyKey.HEADER) String key,
            @RestHeader(CALL) String call,
            byte[] body)
            throws IOException {
        var answer = serving.open(read(task, body, true), key == null ? call : key, meant(task, body));
        return serving.tell(
                answer,
                new ConverseVoice(),
                (out, response) -> new EventFrames(out, response, mapper),
                EventFrames.MEDIA_TYPE);
    }

    private TaskRequest read(String task, byte[] body, boolean streamed) throws IOException {
        return ConverseBody.read(mapper, task, body, streamed);
    }

    /** What a key stands for: no body here says which task class it is for. */
    private static byte[] meant(String task, byte[] body) {
        var name = task.getBytes(UTF_8);
        return ByteBuffer.allocate(body.length + name.length)
                .put(body)
                .put(name)
                .array();
    }
}
