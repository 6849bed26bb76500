package farebox.sandbox.bedrock;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestPath;

/** Bedrock Runtime's Converse and ConverseStream on the wire: any signature or bearer token will do, but there must be one. */
@Path("/sandbox/bedrock/model/{modelId}")
@RunOnVirtualThread
class BedrockApi {
    private final ObjectMapper json;
    private final Models models;
    private final HttpServerRequest http;

    BedrockApi(ObjectMapper json, Models models, HttpServerRequest http) {
        this.json = json;
        this.models = models;
        this.http = http;
    }

    @POST
    @Path("converse")
    public Response converse(
            @RestPath String modelId, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body)
            throws InterruptedException {
        return call(
                modelId,
                authorization,
                body,
                answered -> response(200, body(answered)).build());
    }

    @POST
    @Path("converse-stream")
    public Response converseStream(
            @RestPath String modelId, @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, byte[] body)
            throws InterruptedException {
        return call(
                modelId,
                authorization,
                body,
                answered -> response(200, new StreamedReply(answered, http.connection()))
                        .type(Frame.MEDIA_TYPE)
                        .build());
    }

    private Response call(
            String modelId, String authorization, byte[] body, Function<CallOutcome.Answered, Response> answer)
            throws InterruptedException {
        if (authorization == null) return error(AwsError.missingToken());
        return switch (ConverseRequest.read(modelId, body, json)) {
            case ConverseRequest.Invalid(var fault) -> error(fault);
            case ConverseRequest.Valid(var model, var conversation) ->
                switch (models.call(model, conversation)) {
                    case CallOutcome.Answered answered -> answer.apply(answered);
                    case CallOutcome.Failed(var error) -> error(error);
                    case CallOutcome.Garbled() ->
                        response(200, "<html>\u0000 not what you asked for").build();
                };
        };
    }

    private static ObjectNode body(CallOutcome.Answered answered) {
        var reply = answered.reply();
        var body = JsonNodeFactory.instance.objectNode();
        var message = body.putObject("output").putObject("message").put("role", "assistant");
        message.set("content", content(reply));
        body.put("stopReason", reply.stopReason());
        if (answered.counted()) body.set("usage", answered.usage());
        body.putObject("metrics").put("latencyMs", answered.millis());
        answered.tellTier(body);
        return body;
    }

    private static ArrayNode content(Reply reply) {
        var content = JsonNodeFactory.instance.arrayNode();
        reply.thought().ifPresent(thought -> content.addObject().set("reasoningContent", thought.block()));
        if (!reply.text().isEmpty()) content.addObject().put("text", reply.text());
        for (var tool : reply.tools())
            content.addObject()
                    .putObject("toolUse")
                    .put("toolUseId", tool.id())
                    .put("name", tool.name())
                    .set("input", tool.input());
        return content;
    }

    private static Response error(AwsError error) {
        var body = JsonNodeFactory.instance.objectNode().put("message", error.message());
        return response(error.status(), body)
                .header("x-amzn-errortype", error.type())
                .build();
    }

    private static Response.ResponseBuilder response(int status, Object body) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(body)
                .header("x-amzn-requestid", UUID.randomUUID());
    }
}
