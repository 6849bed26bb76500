package farebox.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/** Says why a body is not read that is too large and did not announce its size; Quarkus would refuse it without a word. */
@Provider
class Unannounced implements ContainerRequestFilter {
    private final long bytesMax;
    private final RoutingContext request;

    Unannounced(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, RoutingContext request) {
        this.bytesMax = max.asLongValue();
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        if (request.request().isEnded() || request.request().getHeader(HttpHeaders.CONTENT_LENGTH) != null) return;
        request.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, BodyLimit.HEARD_OUT * bytesMax);
        context.setEntityStream(new Limited(context.getEntityStream(), bytesMax));
    }

    private static final class Limited extends FilterInputStream {
        private long left;

        private Limited(InputStream body, long bytesMax) {
            super(body);
            this.left = bytesMax;
        }

        @Override
        public int read() throws IOException {
            var one = super.read();
            count(one < 0 ? 0 : 1);
            return one;
        }

        @Override
        public int read(byte[] into, int at, int most) throws IOException {
            var some = super.read(into, at, most);
            count(some);
            return some;
        }

        private void count(int bytes) throws IOException {
            left -= Math.max(0, bytes);
            if (left >= 0) return;
            in.transferTo(OutputStream.nullOutputStream());
            throw Failures.ofStatus(413).exception();
        }
    }
}
