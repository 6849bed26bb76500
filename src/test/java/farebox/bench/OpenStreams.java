package farebox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Answers that many callers hear at once as server-sent events; each is open from its first delta until it ends. */
final class OpenStreams implements AutoCloseable {
    private static final Pattern CHARGED = Pattern.compile("\"charged\":(\\d+)");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Void>> callers = new ArrayList<>();
    private final AtomicInteger open = new AtomicInteger();
    private final Consumer<Long> charges;

    /** Tells what each answer was charged. */
    OpenStreams(Consumer<Long> charges) {
        this.charges = charges;
    }

    void open(HttpRequest request) {
        callers.add(threads.submit(() -> {
            hear(request);
            return null;
        }));
    }

    /** Waits until as many as were asked for are open; a stream that fails ends the wait, and so does impatience. */
    void await(Duration patience) throws InterruptedException, ExecutionException {
        var end = System.nanoTime() + patience.toNanos();
        while (open.get() < callers.size() && System.nanoTime() < end) {
            for (var caller : callers) if (caller.isDone()) caller.get();
            Figures.tell(open + " streams are open");
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    int open() {
        return open.get();
    }

    /** Waits until each has ended with its receipt; one without fails it all. */
    void awaitReceipts() throws InterruptedException, ExecutionException {
        for (var caller : callers) caller.get();
    }

    private void hear(HttpRequest request) throws IOException, InterruptedException {
        var response = http.send(request, BodyHandlers.ofLines());
        if (response.statusCode() != 200)
            throw new IOException("a stream was refused: " + response.body().toList());
        var event = "";
        var opened = false;
        for (var lines = response.body().iterator(); lines.hasNext(); ) {
            var line = lines.next();
            if (line.startsWith("event: ")) event = line.substring("event: ".length());
            if (line.startsWith("data: ") && event.equals("delta") && !opened) {
                opened = true;
                open.incrementAndGet();
            }
            if (line.startsWith("data: ") && event.equals("receipt")) {
                open.decrementAndGet();
                charges.accept(charged(line));
                return;
            }
        }
        throw new IOException("a stream ended without a receipt, after " + event);
    }

    private static long charged(String receipt) throws IOException {
        var charged = CHARGED.matcher(receipt);
        if (!charged.find()) throw new IOException("a receipt without a charge: " + receipt);
        return Long.parseLong(charged.group(1));
    }

    @Override
    public void close() {
        callers.forEach(caller -> caller.cancel(true));
        threads.close();
        http.close();
    }
}
