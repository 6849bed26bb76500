package farebox.admin;

import farebox.cost.Model;
import farebox.rate.RateCard;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import farebox.rate.TaskClass;
import jakarta.ws.rs.BeanParam;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;

/**
 * A task class as it is typed in.
 *
 * @param base the version of the rate card that was seen while typing
 */
record TaskForm(
        @RestForm int base,
        @RestForm String slug,
        @RestForm String name,
        @BeanParam KindForm price,
        @RestForm String input,
        @RestForm String output,
        @BeanParam RulesForm rules) {
    static TaskForm blank(RateCard card) {
        return new TaskForm(card.version(), "", "", KindForm.BLANK, "", "", RulesForm.of(List.of()));
    }

    static TaskForm of(RateCard card, RateLine line) {
        return new TaskForm(
                card.version(),
                line.task().slug(),
                line.task().name(),
                KindForm.of(line.price()),
                Integer.toString(line.inputTokensMax()),
                Integer.toString(line.outputTokensMax()),
                RulesForm.of(line.rules()));
    }

    /** The same, seen on the newest card. */
    TaskForm on(RateCard card) {
        return new TaskForm(card.version(), slug, name, price, input, output, rules);
    }

    /** The same with other rules. */
    TaskForm routed(List<Rule> others) {
        return new TaskForm(base, slug, name, price, input, output, RulesForm.of(others));
    }

    RateLine line(TaskClass task, List<Model> models) {
        return new RateLine(
                task,
                price.price(),
                Typed.wholeInt("The input limit", input),
                Typed.wholeInt("The output limit", output),
                rules.rules(models));
    }
}
