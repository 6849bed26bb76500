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
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.vertx.VertxInputStream;

/**
 * Sees that the bodies of all requests under way fit into the memory together, and says why one is not read that is too
 * large and did not announce its size; Quarkus would refuse it without a word.
 */
@Provider
class BodyMemory implements ContainerRequestFilter {
    /** A body is there up to eight times over: as it came, as its content, and as a model is told of it. */
    private static final int SHARE_OF_HEAP = 16;

    private static final int KIBIBYTE = 1024;
    private static final int KIBIBYTES = Math.toIntExact(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP / KIBIBYTE);

    private final long bytesMax;
    private final RoutingContext request;
    private final Semaphore freeForApps = new Semaphore(KIBIBYTES);
    /** Apart, so that strangers crowd out no app. */
    private final Semaphore freeForOthers = new Semaphore(KIBIBYTES);

    BodyMemory(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max, RoutingContext request) {
        this.bytesMax = max.asLongValue();
        this.request = request;
    }

    @Override
    public void filter(ContainerRequestContext context) {
        var place = new Place(Surfaces.lieAt(Addresses.path(request)) ? freeForApps : freeForOthers);
        ((ResteasyReactiveContainerRequestContext) context)
                .getServerRequestContext()
                .registerCompletionCallback(over -> place.giveBack());
        var announced = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (announced != null) {
            place.grow(Long.parseLong(announced));
        } else if (!request.request().isEnded()) {
            request.put(VertxInputStream.MAX_REQUEST_SIZE_KEY, BodyLimit.HEARD_OUT * bytesMax);
            context.setEntityStream(new Limited(context.getEntityStream(), bytesMax, place));
        }
    }

    /** What one body takes of the memory until its request is over. */
    private static final class Place {
        private final Semaphore free;
        private int taken;

        Place(Semaphore free) {
            this.free = free;
        }

        void grow(long bytes) {
            // The largest body fits into the smallest memory, alone.
            var wanted = (int) Math.min(KIBIBYTES, Math.ceilDiv(bytes, KIBIBYTE));
            if (wanted <= taken) return;
            if (!free.tryAcquire(wanted - taken)) throw Problem.overloaded().exception();
            taken = wanted;
        }

        void giveBack() {
            free.release(taken);
            taken = 0;
        }
    }

    private static final class Limited extends FilterInputStream {
        private final long bytesMax;
        private final Place place;
        private long bytes;

        private Limited(InputStream body, long bytesMax, Place place) {
            super(body);
            this.bytesMax = bytesMax;
            this.place = place;
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

        private void count(int more) throws IOException {
            bytes += Math.max(0, more);
            if (bytes <= bytesMax) {
                place.grow(bytes);
                return;
            }
            in.transferTo(OutputStream.nullOutputStream());
            throw Failures.ofStatus(413).exception();
        }
    }
}
