package farebox.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * The past of many other customers, whose numbers lie between those of the measured ones: each bought once, then held
 * and settled 16 times this month. Their hashes are not those of a chain, so the books check must leave them out.
 */
final class History {
    /** Every eleventh customer is measured, the others have a past. */
    static final int STRIDE = 11;

    private static final int ROWS_A_CUSTOMER = 99;
    private static final int CUSTOMERS_A_STEP = 2_200;
    private static final int WRITERS = 2;

    // Posting 1 buys; each even one holds five credits, the odd one after it captures them.
    private static final String STEP = """
            create temporary table past on commit drop as
            select customer_no, seq, case when seq = 1 then 1 when mod(seq, 2) = 0 then 4 else 5 end as kind,
                   date_trunc('month', now(), 'UTC')
                     + (now() - date_trunc('month', now(), 'UTC')) * (seq + mod(customer_no, 2)) / 35 as at
              from generate_series(%d, %d) as customer_no, generate_series(1, 33) as seq
             where mod(customer_no, 11) <> 0;
            insert into posting (customer_no, seq, kind, recorded_at, effective_at, hold, card, task, source,
                                 available, held, hash_version, hash)
            select customer_no, seq, kind, at, at, case when seq > 1 then seq / 2 * 2 end,
                   case when seq > 1 then 1 end, case when seq > 1 then 1 end, case seq when 1 then 'purchase:past' end,
                   1000 - 5 * (seq / 2), case when kind = 4 then 5 else 0 end, 1,
                   sha256(int8send(customer_no) || int8send(seq))
              from past;
            insert into move (customer_no, seq, line, kind, debit, credit, amount, lot, model, attempt, recorded_at)
            select customer_no, seq, line, kind, debit, credit, amount, lot, model, attempt, at
              from past
              join (values (1, 0,  2,  1,        1000,    1, null, null),
                           (1, 1, 20, 30, 35000000000,    1, null, null),
                           (4, 0,  3,  2,           5, null, null, null),
                           (5, 0,  4,  3,           5,    1, null, null),
                           (5, 1, 30, 40,   175000000,    1, null, null),
                           (5, 2, 51, 32,      123456, null,    1,    1))
                as legs (kind, line, debit, credit, amount, lot, model, attempt) using (kind);
            insert into hold (customer_no, hold, credits, state, key, fingerprint, token, app, task, card, instance,
                              opened_at, ended_at)
            select customer_no, seq, 5, 1, gen_random_uuid(), gen_random_uuid(), seq, 1, 1, 1, 1, at, at
              from past where kind = 4;
            insert into lot (customer_no, lot, source, credits, paid_nanos, remaining, spent, value_out, opened_at)
            select customer_no, 1, 'purchase:past', 1000, 35000000000, 920, 80, 2800000000, at from past where seq = 1;
            insert into wallet (customer_no, granted, available, spent, seq)
            select customer_no, 1000, 920, 80, 33 from past where seq = 1
            """;

    // A check that looks through these sees the measured customers and nobody else.
    private static final String VIEWS = """
            create schema measured;
            grant usage on schema measured to farebox_app;
            create view measured.wallet as select * from public.wallet where mod(customer_no, %1$d) = 0;
            create view measured.lot as select * from public.lot where mod(customer_no, %1$d) = 0;
            create view measured.hold as select * from public.hold where mod(customer_no, %1$d) = 0;
            create view measured.posting as select * from public.posting where mod(customer_no, %1$d) = 0;
            create view measured.move as select * from public.move where mod(customer_no, %1$d) = 0;
            grant select on all tables in schema measured to farebox_app
            """.formatted(STRIDE);

    private History() {}

    /** Writes at least so many journal rows (postings and moves), and tells how many are there after every step. */
    static void write(Server server, int rows, IntConsumer progress)
            throws SQLException, InterruptedException, ExecutionException {
        var customers = rows / ROWS_A_CUSTOMER * STRIDE / (STRIDE - 1) + STRIDE;
        var next = new AtomicInteger();
        var written = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writing = new ArrayList<Future<?>>();
            for (int i = 0; i < WRITERS; i++)
                writing.add(threads.submit(() -> {
                    for (var first = step(next); first <= customers; first = step(next)) {
                        var last = Math.min(customers, first + CUSTOMERS_A_STEP - 1);
                        server.change(STEP.formatted(first, last));
                        var others = last - first + 1 - (last / STRIDE - (first - 1) / STRIDE);
                        progress.accept(written.addAndGet(others * ROWS_A_CUSTOMER));
                    }
                    return null;
                }));
            for (var writer : writing) writer.get();
        }
        server.vacuum();
        server.change(VIEWS);
    }

    private static int step(AtomicInteger next) {
        return next.getAndAdd(CUSTOMERS_A_STEP) + 1;
    }
}
