package farebox.admin;

import farebox.rate.RateCard;
import farebox.rate.RateCards;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestPath;

/** The versions of the rate card, and what each changed. */
@Path("/admin/cards")
@RunOnVirtualThread
class CardPages {
    private static final int CARDS = 50;

    @CheckedTemplate(basePath = "admin/cards", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Index(List<CardChange> cards) implements TemplateInstance {}

    @CheckedTemplate(basePath = "admin/cards", defaultName = CheckedTemplate.HYPHENATED_ELEMENT_NAME)
    record Show(CardChange card, boolean inForce) implements TemplateInstance {}

    private final RateCards cards;

    CardPages(RateCards cards) {
        this.cards = cards;
    }

    @GET
    public TemplateInstance index() {
        var newest = cards.history(CARDS + 1);
        return new Index(IntStream.range(0, Math.min(CARDS, newest.size()))
                .mapToObj(i -> CardChange.of(newest.get(i), next(newest, i)))
                .toList());
    }

    @GET
    @Path("{version}")
    public TemplateInstance show(@RestPath int version) {
        var card = cards.version(version).orElseThrow(NotFoundException::new);
        var change = CardChange.of(card, cards.version(version - 1));
        return new Show(change, version == cards.current().version());
    }

    private static Optional<RateCard> next(List<RateCard> newest, int i) {
        return i + 1 < newest.size() ? Optional.of(newest.get(i + 1)) : Optional.empty();
    }
}
