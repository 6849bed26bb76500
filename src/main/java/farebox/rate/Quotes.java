package farebox.rate;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Says what is on offer, from the rate card and the model prices in force. */
@ApplicationScoped
public class Quotes {
    private final RateCards cards;

    Quotes(RateCards cards) {
        this.cards = cards;
    }

    /** The task class of this name; empty when it is not on the card in force. */
    public Optional<Offer> offer(String slug) {
        var inForce = cards.inForce();
        return inForce.card().line(slug).map(line -> new Offer(inForce.card().version(), line, inForce.prices()));
    }
}
