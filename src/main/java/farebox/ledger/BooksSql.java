package farebox.ledger;

import farebox.ledger.ClaimProof.ClaimRow;
import farebox.ledger.LotProof.LotRow;
import farebox.ledger.WalletProof.WalletRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What the books check reads: the lanes' rows in one snapshot, and the postings that they are proved from. */
final class BooksSql {
    private static final String WALLETS = """
            select w.*, coalesce(newest.seq, s.seq, 0) as newest_posting, coalesce(newest_move.seq, 0) as newest_move,
                   s.seq as sealed, s.head as sealed_head, a.seq as anchored, a.head as anchored_head
              from wallet w
              left join sealed_wallet s using (customer_no)
              left join anchored_head a using (customer_no)
              left join lateral (select seq from move m
                                  where m.customer_no = w.customer_no order by seq desc limit 1) as newest_move on true
              left join lateral (select seq from posting p
                                  where p.customer_no = w.customer_no order by seq desc limit 1) as newest on true
             where w.customer_no > ?
             order by w.customer_no
             limit ?
            """;
    private static final String LOTS = "select * from lot where customer_no = any (?)";
    private static final String HOLDS =
            "select customer_no, hold, credits from hold where state = 0 and customer_no = any (?)";
    private static final String CLAIMS = """
            select *
              from claim c
             where customer_no = any (?) and not exists (select from seal where up_to > c.recorded_at)
            """;
    private static final String SEALED_MOVES = """
            select customer_no, debit, credit, amount, lot, null::integer, null::integer, kind
              from sealed_move
             where customer_no = any (?)
             order by customer_no, first_seq
            """;
    private static final String SEALED_HOLDS = "select * from sealed_hold where customer_no = any (?)";
    private static final String COUNT = "select coalesce(least(sum(seq), 9223372036854775807), 0)::bigint from wallet";
    // From customer to customer, instead of reading all that the customers have.
    private static final String WITHOUT_WALLET = """
            with recursive
              range (after, up_to) as (values (?::bigint, ?::bigint)),
              posted (customer_no) as (
                select min(customer_no) from posting where customer_no > (select after from range)
                 union all
                select (select min(customer_no) from posting p where p.customer_no > posted.customer_no)
                  from posted, range where customer_no < up_to),
              moved (customer_no) as (
                select min(customer_no) from move where customer_no > (select after from range)
                 union all
                select (select min(customer_no) from move m where m.customer_no > moved.customer_no)
                  from moved, range where customer_no < up_to)
            select customer_no
              from (select customer_no from posted union
                    select customer_no from moved union
                    select customer_no from sealed_wallet union
                    select customer_no from anchored_head) as journal, range
             where customer_no > after and customer_no <= up_to
               and not exists (select from wallet w where w.customer_no = journal.customer_no)
            """;
    static final String SPANS = "with w (customer_no, after, up_to) as (select * from unnest(?, ?, ?)) ";
    // Few rows of large tables are looked up by their keys, again and again, so that no plan may read such a table
    // whole; and one plan does for all windows.
    private static final String BY_KEY = """
            select set_config('plan_cache_mode', 'force_generic_plan', true),
                   set_config('max_parallel_workers_per_gather', '0', true), set_config(name, 'off', true)
              from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit']) as name
            """;
    private static final String GUARDS = """
            with journal as (
              select c.oid, n.nspname || '.' || c.relname as name
                from pg_class c
                join pg_namespace n on n.oid = c.relnamespace
               where c.oid in ('public.posting'::regclass, 'public.move'::regclass)
                  or c.oid in (select inhrelid from pg_inherits
                                where inhparent in ('public.posting'::regclass, 'public.move'::regclass)))
            select 'the guard of ' || name || ' is gone or switched off' as fault
              from journal
             -- before each row that is updated (16) or deleted (8), always and whatever is in it
             where not exists (select from pg_trigger
                                where tgrelid = journal.oid and tgfoid = to_regprocedure('public.entries_are_final()')
                                  and tgtype = 1 + 2 + 8 + 16 and tgenabled = 'O' and tgqual is null
                                  and tgattr = ''::int2vector)
             union all
            select 'the guard of the journal stops nothing'
             where not exists (select from pg_proc
                                where oid = to_regprocedure('public.entries_are_final()')
                                  and regexp_replace(prosrc, '\\s+', ' ', 'g')
                                      = ' begin raise exception ''entries are final: post a correction''; end ')
             union all
            select 'PostgreSQL does not hold the list of legal moves'
             where not exists (select from pg_constraint
                                where conrelid = 'public.move'::regclass and conname = 'move_is_legal')
             union all
            select 'PostgreSQL holds another list of legal moves than its table'
              from pg_constraint held
             where held.conrelid = 'public.move'::regclass and held.conname = 'move_is_legal'
               and regexp_replace(replace(pg_get_constraintdef(held.oid), ' NOT VALID', ''), '[() ]', '', 'g')
                   is distinct from
                   (select 'CHECKkind*10000+debit*100+credit=ANY''{'
                           || string_agg((k.code * 10000 + d.code * 100 + c.code)::text, ','
                                         order by k.code, d.code, c.code)
                           || '}''::integer[]'
                      from legal_move m
                      join posting_kind k on k.name = m.kind
                      join account d on d.name = m.debit
                      join account c on c.name = m.credit)
             union all
            select 'the application has the right to ' || lower(privilege) || ' rows of ' || name
              from journal, unnest(array['DELETE', 'TRUNCATE', 'TRIGGER']) as privilege
             where has_table_privilege('farebox_app', journal.oid, privilege)
             union all
            select 'the application has the right to update rows of ' || name
              from journal
             where has_any_column_privilege('farebox_app', journal.oid, 'UPDATE')
            """;

    private final Connection connection;
    private final Consumer<String> faults;
    private final PostingRows postings;

    BooksSql(Connection connection, Consumer<String> faults) {
        this.connection = connection;
        this.faults = faults;
        postings = new PostingRows(connection, faults);
    }

    List<WalletRow> wallets(long after, int limit) throws SQLException {
        var wallets = new ArrayList<WalletRow>();
        read(WALLETS, row -> wallets.add(wallet(row)), after, limit);
        var byCustomer = new HashMap<Long, WalletRow>();
        for (var wallet : wallets) byCustomer.put(wallet.customer(), wallet);
        var customers = connection.createArrayOf("int8", byCustomer.keySet().toArray());
        readOf(byCustomer, LOTS, (wallet, row) -> wallet.lots().put(row.getLong("lot"), lot(row)), customers);
        readOf(byCustomer, CLAIMS, (wallet, row) -> wallet.claims().put(row.getString("claim"), claim(row)), customers);
        readOf(byCustomer, HOLDS, (wallet, row) -> putHold(row, wallet.openHolds()), customers);
        readOf(
                byCustomer,
                SEALED_MOVES,
                (wallet, row) -> postings.addSealed(row, wallet.sealed().moves()),
                customers);
        readOf(
                byCustomer,
                SEALED_HOLDS,
                (wallet, row) -> putHold(row, wallet.sealed().openHolds()),
                customers);
        return wallets;
    }

    private interface OfWallet {
        void accept(WalletRow wallet, ResultSet row) throws SQLException;
    }

    private void readOf(Map<Long, WalletRow> wallets, String sql, OfWallet each, Array customers) throws SQLException {
        read(sql, row -> each.accept(wallets.get(row.getLong("customer_no")), row), customers);
    }

    private static void putHold(ResultSet row, Map<Long, Long> holds) throws SQLException {
        holds.put(row.getLong("hold"), row.getLong("credits"));
    }

    /** How many postings there are, so that a progress has an end. */
    long count() throws SQLException {
        var count = new long[1];
        read(COUNT, row -> count[0] = row.getLong(1));
        return count[0];
    }

    /** What would let somebody alter the journal without leaving the usual traces. */
    void guards() throws SQLException {
        read(GUARDS, row -> faults.accept(row.getString("fault")));
    }

    /** For the transaction that begins. */
    void lookUpByKey() throws SQLException {
        read(BY_KEY, row -> {});
    }

    /** What contradicts a proof of all books. */
    void ask(BooksProof proof) throws SQLException {
        read(proof.query(), row -> faults.accept(row.getString("fault")));
    }

    /** What contradicts proofs of whole wallets. */
    void ask(List<BooksProof> proofs, Window window) throws SQLException {
        ask(SPANS + union(proofs), (Object[]) window.arrays(connection));
    }

    /** What contradicts proofs of the postings of a window. */
    void ask(List<BooksProof> proofs, Window window, Posted posted) throws SQLException {
        var values = new ArrayList<Object>(List.of(window.arrays(connection)));
        values.addAll(posted.arrays(connection));
        ask(SPANS + Posted.TABLES + union(proofs), values.toArray());
    }

    // All in one, so that a window's postings are sent once.
    private static String union(List<BooksProof> proofs) {
        return proofs.stream()
                .map(proof -> "select * from (" + proof.query() + ") as proof")
                .collect(Collectors.joining(" union all "));
    }

    private void ask(String query, Object... values) throws SQLException {
        read(query, row -> faults.accept("wallet " + row.getLong(1) + ": " + row.getString(2)), values);
    }

    private static WalletRow wallet(ResultSet row) throws SQLException {
        var totals = new EnumMap<Account, Long>(Account.class);
        totals.put(Account.ISSUED, -row.getLong("granted"));
        for (var account : List.of(
                Account.AVAILABLE, Account.HELD, Account.SPENT, Account.EXPIRED, Account.REVOKED, Account.DISPUTED))
            totals.put(account, row.getLong(WalletProof.name(account)));
        return new WalletRow(
                row.getLong("customer_no"),
                totals,
                row.getLong("seq"),
                row.getBytes("head"),
                row.getLong("newest_posting"),
                row.getLong("newest_move"),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                row.getObject("sealed") == null
                        ? Sealed.nothing()
                        : Sealed.upTo(row.getLong("sealed"), row.getBytes("sealed_head")),
                row.getObject("anchored") == null
                        ? null
                        : new Head(row.getLong("anchored"), row.getBytes("anchored_head")));
    }

    private static LotRow lot(ResultSet row) throws SQLException {
        return new LotRow(
                row.getLong("credits"),
                row.getLong("remaining"),
                row.getLong("spent"),
                row.getLong("expired"),
                row.getLong("revoked"),
                row.getLong("disputed"),
                row.getLong("paid_nanos"),
                row.getLong("value_out"),
                row.getLong("fee_nanos"));
    }

    private static ClaimRow claim(ResultSet row) throws SQLException {
        return new ClaimRow(
                row.getLong("lot"),
                row.getInt("state"),
                row.getLong("net_nanos"),
                row.getLong("tax_nanos"),
                row.getLong("taken"),
                row.getLong("withdrawn_nanos"),
                row.getInt("funds"),
                row.getLong("rest_nanos"));
    }

    List<Long> withoutWallet(long after, long upTo) throws SQLException {
        var customers = new ArrayList<Long>();
        read(WITHOUT_WALLET, row -> customers.add(row.getLong(1)), after, upTo);
        return customers;
    }

    /** Reads a window's postings, in the order of wallet and number. */
    void postings(Window window, Consumer<Posting> each) throws SQLException {
        postings.read(window, each);
    }

    /** Lets the snapshot go. */
    void commit() throws SQLException {
        connection.commit();
    }

    private void read(String sql, RowReader each, Object... parameters) throws SQLException {
        RowReader.read(connection, sql, each, parameters);
    }
}
