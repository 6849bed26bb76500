package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.Model;
import farebox.rate.RateCard;
import farebox.rate.RateLine;
import farebox.rate.TaskClass;
import jakarta.ws.rs.BeanParam;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A task class as it is typed in.
 *
 * @param base the version of the rate card that was seen while typing
 * @param route numbers of models, first choice first; "0" for none
 */
record TaskForm(
        @RestForm int base,
        @RestForm String slug,
        @RestForm String name,
        @BeanParam KindForm price,
        @RestForm String input,
        @RestForm String output,
        @RestForm List<String> route) {
    static TaskForm blank(RateCard card) {
        return new TaskForm(card.version(), "", "", KindForm.BLANK, "", "", padded(List.of()));
    }

    static TaskForm of(RateCard card, RateLine line) {
        return new TaskForm(
                card.version(),
                line.task().slug(),
                line.task().name(),
                KindForm.of(line.price()),
                Integer.toString(line.inputTokensMax()),
                Integer.toString(line.outputTokensMax()),
                padded(line.route()));
    }

    /** Whether the model is the choice at this place of the route. */
    public boolean chooses(int place, Model model) {
        return place < route.size() && route.get(place).equals(Integer.toString(model.no()));
    }

    RateLine line(TaskClass task, List<Model> models) {
        return new RateLine(
                task,
                price.price(),
                Typed.wholeInt("The input limit", input),
                Typed.wholeInt("The output limit", output),
                route.stream()
                        .filter(no -> !no.equals("0"))
                        .map(no -> model(no, models))
                        .toList());
    }

    private static Model model(String no, List<Model> models) {
        return models.stream()
                .filter(model -> Integer.toString(model.no()).equals(no))
                .findFirst()
                .orElseThrow(() -> new Mistyped("A route names models of the list."));
    }

    private static List<String> padded(List<Model> route) {
        var chosen = route.stream().map(model -> Integer.toString(model.no()));
        return Stream.concat(chosen, Collections.nCopies(RateLine.ROUTE_MAX, "0").stream())
                .limit(RateLine.ROUTE_MAX)
                .toList();
    }
}
