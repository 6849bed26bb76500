package farebox.gateway.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import farebox.customer.Callers;
import farebox.gateway.Serving;
import farebox.web.IdempotencyKey;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
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
    private final RoutingContext request;

    ChatResource(Callers callers, Serving serving, ObjectMapper mapper, RoutingContext request) {
        this.callers = callers;
        this.serving = serving;
        this.mapper = mapper;
        this.request = request;
    }

    @POST
    @Path("chat/completions")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response complete(@RestHeader(IdempotencyKey.HEADER) String key, byte[] body) throws IOException {
        var asked = ChatBody.read(mapper, body, callers.current().allowed().naming());
        if (asked.stream()) return stream(asked, key, body);
        var served = serving.serve(asked.request(), key, body);
        return serving.answer(served, ChatCompletion.of(served)).build();
    }

    private Response stream(ChatBody asked, String key, byte[] body) {
        var telling = serving.open(asked.request(), key, body);
        // Also when the caller has gone before anything was written.
        request.addEndHandler(ended -> telling.dismiss());
        return serving.answer(telling, new ChatStream(telling, asked, mapper, request))
                .type(MediaType.SERVER_SENT_EVENTS)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    @POST
    @Path("responses")
    public Response respond() {
        throw Problem.notFound("OpenAI's responses are not offered here: send chat completions.")
                .exception();
    }
}
