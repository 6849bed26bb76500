package farebox.admin;

import farebox.admin.Typed.Mistyped;
import farebox.cost.Model;
import farebox.cost.ServiceTier;
import farebox.rate.Conditions;
import farebox.rate.RateLine;
import farebox.rate.Rule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestForm;

/**
 * The rules of a route as they are typed in, each list with one text for each rule. The last rule takes all other calls: it
 * has neither place nor conditions.
 *
 * @param brings "", "tools", "images" or "both"
 * @param order "listed" or "cheapest"
 * @param route four numbers of models for each rule, first choice first; "0" for none
 */
record RulesForm(
        @RestForm List<String> place,
        @RestForm List<String> plan,
        @RestForm List<String> characters,
        @RestForm List<String> tokens,
        @RestForm List<String> outputBelow,
        @RestForm List<String> brings,
        @RestForm List<String> tier,
        @RestForm List<String> order,
        @RestForm List<String> route) {
    /** How many more rules a page has room for. */
    private static final int BLANKS = 2;

    static RulesForm of(List<Rule> rules) {
        var form = new RulesForm(
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
        var last = rules.isEmpty() ? Rule.always(List.of()) : rules.getLast();
        rules.stream().limit(Math.max(0, rules.size() - 1)).forEach(form::add);
        var blanks = Math.min(BLANKS, RateLine.RULES_MAX - 1 - form.place.size());
        Collections.nCopies(blanks, Rule.always(List.of())).forEach(form::add);
        form.addModels(last);
        return form;
    }

    private void add(Rule rule) {
        var when = rule.when();
        place.add(Integer.toString(place.size() + 1));
        plan.add(when.plan().orElse(""));
        characters.add(text(when.charactersBelow()));
        tokens.add(text(when.tokensBelow()));
        outputBelow.add(text(when.outputBelow()));
        brings.add(when.tools() ? when.images() ? "both" : "tools" : when.images() ? "images" : "");
        tier.add(when.tier().map(ServiceTier::word).orElse(""));
        addModels(rule);
    }

    private void addModels(Rule rule) {
        order.add(rule.cheapestFirst() ? "cheapest" : "listed");
        for (var i = 0; i < Rule.MODELS_MAX; i++)
            route.add(
                    i < rule.models().size()
                            ? Integer.toString(rule.models().get(i).no())
                            : "0");
    }

    private static String text(OptionalInt number) {
        return number.isPresent() ? Integer.toString(number.getAsInt()) : "";
    }

    /** The rules one by one, for a page. */
    public List<RuleForm> rows() {
        return IntStream.range(0, Math.max(1, Math.ceilDiv(route.size(), Rule.MODELS_MAX)))
                .mapToObj(this::row)
                .toList();
    }

    private RuleForm row(int at) {
        var models = route.subList(at * Rule.MODELS_MAX, Math.min(route.size(), (at + 1) * Rule.MODELS_MAX));
        return new RuleForm(
                at >= place.size(),
                Typed.at(at, place),
                Typed.at(at, plan),
                Typed.at(at, characters),
                Typed.at(at, tokens),
                Typed.at(at, outputBelow),
                Typed.at(at, brings),
                Typed.at(at, tier),
                Typed.at(at, order),
                models);
    }

    List<Rule> rules(List<Model> models) {
        var rows = rows();
        var typed = new ArrayList<>(
                rows.stream().filter(row -> !row.others() && !row.isBlank()).toList());
        typed.sort(Comparator.comparing(row -> Typed.whole("The place of a rule", row.place())));
        typed.add(rows.getLast());
        return typed.stream().map(row -> row.rule(models)).toList();
    }

    /** One rule as it is typed in. */
    record RuleForm(
            boolean others,
            String place,
            String plan,
            String characters,
            String tokens,
            String output,
            String brings,
            String tier,
            String order,
            List<String> route) {
        public boolean chooses(int place, Model model) {
            return place < route.size() && route.get(place).equals(Integer.toString(model.no()));
        }

        public boolean isBlank() {
            return (plan + characters + tokens + output + brings + tier).isEmpty()
                    && route.stream().allMatch("0"::equals);
        }

        Rule rule(List<Model> models) {
            var chosen = route.stream()
                    .filter(no -> !no.equals("0"))
                    .map(no -> model(no, models))
                    .toList();
            return new Rule(others ? Conditions.NONE : conditions(), order.equals("cheapest"), chosen);
        }

        private Conditions conditions() {
            return new Conditions(
                    Typed.optional(plan),
                    bound("The characters of a rule", characters),
                    bound("The tokens of a rule", tokens),
                    bound("The output limit of a rule", output),
                    brings.equals("tools") || brings.equals("both"),
                    brings.equals("images") || brings.equals("both"),
                    ServiceTier.of(tier));
        }

        private static OptionalInt bound(String what, String typed) {
            return Typed.optional(typed)
                    .map(number -> OptionalInt.of(Typed.wholeInt(what, number)))
                    .orElseGet(OptionalInt::empty);
        }

        private static Model model(String no, List<Model> models) {
            return models.stream()
                    .filter(model -> Integer.toString(model.no()).equals(no))
                    .findFirst()
                    .orElseThrow(() -> new Mistyped("A route names models of the list."));
        }
    }
}
