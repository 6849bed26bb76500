package farebox.gateway;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Traces calls where an endpoint is named that collects spans, by OpenTelemetry's own settings; elsewhere it makes none. */
@Singleton
class CallTraces {
    /** What OpenTelemetry's variables may say otherwise. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.service.name", "farebox",
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    private static final TextMapGetter<HttpServerRequest> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpServerRequest request) {
            return request.headers().names();
        }

        @Override
        public String get(HttpServerRequest request, String name) {
            return request.getHeader(name);
        }
    };

    private final Optional<OpenTelemetrySdk> sdk;
    private final OpenTelemetry telemetry;

    CallTraces(@ConfigProperty(name = "OTEL_EXPORTER_OTLP_ENDPOINT") Optional<String> endpoint) {
        sdk = endpoint.map(CallTraces::exportingTo);
        telemetry = sdk.<OpenTelemetry>map(made -> made).orElseGet(OpenTelemetry::noop);
    }

    private static OpenTelemetrySdk exportingTo(String endpoint) {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesSupplier(() -> Map.of("otel.exporter.otlp.endpoint", endpoint))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** Sends what is still to be sent. */
    @PreDestroy
    void close() {
        sdk.ifPresent(OpenTelemetrySdk::close);
    }

    /** Begins a trace, as a part of the caller's own where the request names it by {@code traceparent}. */
    CallTrace begin(String task, HttpServerRequest request) {
        var caller = telemetry.getPropagators().getTextMapPropagator().extract(Context.root(), request, HEADERS);
        var tracer = telemetry.getTracer("farebox");
        var call = tracer.spanBuilder("invocation")
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("farebox.task", task)
                .startSpan();
        return new CallTrace(tracer, call);
    }
}
