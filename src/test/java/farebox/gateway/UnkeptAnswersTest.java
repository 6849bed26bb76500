package farebox.gateway;

import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import farebox.customer.AppKey.Allowed;
import farebox.customer.AppKey.Naming;
import farebox.customer.Caller;
import farebox.customer.Customers;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Answers that are not stored, or no longer: who sends the same request again finds the receipt, and that. */
@QuarkusTest
class UnkeptAnswersTest extends InvocationScene {
    @Inject
    Customers customers;

    private void keep_nothing() {
        var allowed = new Allowed(Set.of(Caller.GRANTS_WRITE), true, Naming.ORDINARY, false);
        key = keys.create(apps.ensure("invocations").no(), "keeps nothing", allowed);
    }

    private int stored() {
        return postgres.first(
                        "select count(*) from answer join customer using (customer_no) where id = ?",
                        row -> row.getInt(1),
                        customer)
                .orElseThrow();
    }

    @Test
    void a_key_may_have_its_answers_not_stored() {
        keep_nothing();
        grant(10);
        var body = ask("simple", "Hello");
        var id = invoke("once", body)
                .statusCode(200)
                .body("output.content", hasSize(1), "output_kept", nullValue())
                .extract()
                .<String>path("id");
        assertEquals(0, stored());
        invoke("once", body)
                .statusCode(200)
                .header("Idempotent-Replayed", "true")
                .body("id", equalTo(id), "output", nullValue(), "output_kept", equalTo(false));
        balance(9, 0);
    }

    @Test
    void a_stream_and_the_other_surfaces_say_so_as_well() {
        keep_nothing();
        grant(10);
        var streamed = ask("simple", "Hello").replaceFirst("}$", ", \"stream\": true}");
        assertFalse(Told.of(invoke("stream", streamed).extract().asString())
                .last()
                .data()
                .getMap("$")
                .containsKey("output_kept"));
        var again = Told.of(invoke("stream", streamed).extract().asString());
        assertEquals(0, again.deltas());
        assertFalse(again.last().data().getBoolean("output_kept"));
        var chat =
                "{\"model\": \"simple\", \"user\": \"%s\", \"messages\": [{\"role\": \"user\", \"content\": \"Hi\"}]}"
                        .formatted(customer);
        for (var times = 0; times < 2; times++)
            app().header("Idempotency-Key", "chat")
                    .body(chat)
                    .post("/openai/v1/chat/completions")
                    .then()
                    .statusCode(200)
                    .body("farebox.output_kept", times == 0 ? nullValue() : equalTo(false));
        balance(8, 0);
        assertEquals(0, stored());
    }

    @Test
    void a_customers_answers_can_be_deleted_and_nobody_elses() {
        grant(10);
        var body = ask("simple", "Hello");
        invoke("once", body).statusCode(200);
        var others = postgres.first("select count(*) from answer", row -> row.getInt(1))
                        .orElseThrow()
                - stored();
        var no = customers
                .find(apps.ensure("invocations").no(), customer)
                .orElseThrow()
                .no();
        assertEquals(1, invocations.forget(no));
        assertEquals(0, stored());
        assertEquals(
                others,
                postgres.first("select count(*) from answer", row -> row.getInt(1))
                        .orElseThrow());
        invoke("once", body).statusCode(200).body("output_kept", equalTo(false), "output", not(hasSize(1)));
        balance(9, 0);
    }

    @Inject
    Invocations invocations;
}
