package farebox.gateway.openai;

import farebox.rate.RateCard;
import farebox.rate.RateCards;
import farebox.web.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;

/** The task classes on offer, under the name that OpenAI's clients look for. */
@Path("/openai/v1/models")
@RunOnVirtualThread
class ModelResource {
    private final RateCards cards;

    ModelResource(RateCards cards) {
        this.cards = cards;
    }

    record ModelView(String id, String object, long created, String ownedBy) {}

    record ModelList(String object, List<ModelView> data) {}

    @GET
    public ModelList list() {
        return new ModelList("list", models(cards.current()));
    }

    @GET
    @Path("{id}")
    public ModelView show(@RestPath String id) {
        return models(cards.current()).stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                404, "task_not_found", "No such task class", "No task class " + id + " is on offer.")
                        .exception());
    }

    private static List<ModelView> models(RateCard card) {
        return card.lines().stream()
                .map(line -> new ModelView(
                        line.task().slug(), "model", card.publishedAt().getEpochSecond(), "farebox"))
                .toList();
    }
}
