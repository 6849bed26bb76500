package farebox.cost;

/** A model with the price that is in force for it. */
public record PricedModel(Model model, ModelPrice price) {}
