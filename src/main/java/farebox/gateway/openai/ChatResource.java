package farebox.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.customer.Callers;
import farebox.gateway.Serving;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.resteasy.reactive.RestHeader;

/** Chat completions, so that a stock OpenAI client needs another address and key, and nothing else. */
@Path("/openai/v1")
@RunOnVirtualThread
class ChatResource {
    private final Callers callers;
    private final Serving serving;
    private final ObjectMapper mapper;

    ChatResource(Callers callers, Serving serving, ObjectMapper mapper) {
        this.callers = callers;
        this.serving = serving;
        this.mapper = mapper;
    }

    @POST
    @Path("chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response complete(@RestHeader(IdempotencyKey.HEADER) String key, byte[] body) throws IOException {
        var asked = ChatBody.read(mapper, body, callers.current().allowed().naming());
        var request = asked.request();
        if (request.streamed())
            return serving.tell(serving.open(request, key, body), new ChatChunks(request.task(), asked.tellUsage()));
        var served = serving.serve(request, key, body);
        return serving.answer(served, ChatCompletion.of(served)).build();
    }

    @POST
    @Path("responses")
    public Response respond() {
        throw Problem.notFound("OpenAI's responses are not offered here: send chat completions.")
                .exception();
    }
}
