package farebox.webhook;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** The beginning of an answer; the rest is not read, however long it is. */
final class Excerpt implements BodySubscriber<String> {
    private static final int BYTES_MAX = 500;

    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private final CompletableFuture<String> text = new CompletableFuture<>();
    private Flow.Subscription subscription;

    @Override
    public CompletionStage<String> getBody() {
        return text;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (var buffer : buffers) {
            var bytes = new byte[Math.min(buffer.remaining(), BYTES_MAX - heard.size())];
            buffer.get(bytes);
            heard.writeBytes(bytes);
        }
        if (heard.size() < BYTES_MAX) {
            subscription.request(1);
            return;
        }
        subscription.cancel();
        onComplete();
    }

    @Override
    public void onError(Throwable failure) {
        text.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        text.complete(plain(heard.toString(StandardCharsets.UTF_8)));
    }

    /** Without characters that no database keeps and no page shows. */
    static String plain(String said) {
        var begun = said.length() > BYTES_MAX ? said.substring(0, BYTES_MAX) : said;
        return begun.replaceAll("\\p{Cntrl}+", " ").strip();
    }
}
