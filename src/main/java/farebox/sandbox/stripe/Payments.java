package farebox.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;
import farebox.sql.Postgres;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/** Takes payment for Checkout sessions: a card at once, a bank debit after a while. */
@ApplicationScoped
class Payments {
    private record Settlement(String session, boolean succeeds) {}

    private static final String COMPLETED = "checkout.session.completed";
    private static final String PROMISE = """
            insert into sandbox.settlement (session, succeeds, due_at)
            select ?, ?, now() + settle_millis * interval '1 millisecond'
              from sandbox.webhook_settings
            """;
    private static final String TAKE_DUE = """
            delete from sandbox.settlement
             where session in (select session
                                 from sandbox.settlement
                                where due_at <= now()
                                order by due_at
                                limit 100
                                  for update skip locked)
            returning session, succeeds
            """;

    private final Sessions sessions;
    private final Charges charges;
    private final Disputes disputes;
    private final Events events;
    private final Postgres postgres;

    Payments(Sessions sessions, Charges charges, Disputes disputes, Events events, Postgres postgres) {
        this.sessions = sessions;
        this.charges = charges;
        this.disputes = disputes;
        this.events = events;
        this.postgres = postgres;
    }

    @Transactional
    PayOutcome pay(String id, Tender tender, String email) {
        var open = sessions.lockOpen(id);
        if (open.isEmpty()) return new PayOutcome.NotOpen();
        var refusal = tender.refusal();
        if (refusal.isPresent()) return new PayOutcome.Declined(refusal.get());
        var session = open.get();
        switch (tender) {
            case Tender.Card card -> payNow(session, card, email);
            case Tender.BankDebit(var succeeds) -> payLater(session, succeeds, email);
        }
        return new PayOutcome.Accepted(
                Sessions.named(session.path("success_url").asText(), id));
    }

    /** Lets the bank debits whose time has come arrive or fail. */
    @Transactional
    void settleDue() {
        postgres.list(TAKE_DUE, row -> new Settlement(row.getString(1), row.getBoolean(2)))
                .forEach(this::settle);
    }

    private void payNow(ObjectNode session, Tender.Card card, String email) {
        sessions.complete(session.put("payment_status", "paid"), email);
        receive(session, card, COMPLETED);
    }

    private void payLater(ObjectNode session, boolean succeeds, String email) {
        sessions.complete(session, email);
        charges.begin(session);
        postgres.change(PROMISE, session.path("id").asText(), succeeds);
        events.publish(List.of(new Happening(COMPLETED, session)));
    }

    private void settle(Settlement due) {
        var session = sessions.find(due.session()).orElseThrow();
        if (due.succeeds()) {
            sessions.markPaid(session);
            receive(session, new Tender.BankDebit(true), "checkout.session.async_payment_succeeded");
        } else {
            events.publish(List.of(
                    new Happening("payment_intent.payment_failed", charges.fail(session)),
                    new Happening("checkout.session.async_payment_failed", session)));
        }
    }

    private void receive(ObjectNode session, Tender tender, String type) {
        var money = charges.succeed(session, tender);
        var happenings = new ArrayList<>(List.of(
                new Happening("charge.succeeded", money.charge()),
                new Happening("payment_intent.succeeded", money.intent()),
                new Happening(type, session)));
        happenings.addAll(disputes.follow(money.charge(), tender.aftermath()));
        events.publish(happenings);
    }
}
