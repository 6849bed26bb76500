package farebox.gateway;

import farebox.ledger.BooksProof;
import java.util.List;

/** What is used of each cap is what the holds that count on it hold, or were charged when they ended. */
public final class CapProofs {
    /** What is used on a day is forgotten after nine (see {@code CapUse}). */
    private static final BooksProof CAPS_COUNT_HOLDS = BooksProof.ofBooks("""
            with counted as (
              select c.scope, case c.scope when 2 then h.customer_no else h.capped_key end as owner,
                     case c.scope when 1 then date '-infinity' else h.capped_on end as day,
                     sum(case h.state when 0 then h.credits when 1 then coalesce(i.credits, a.captured) end) as used
                from hold h
                cross join (values (0), (1), (2)) as c (scope)
                left join invocation i on i.customer_no = h.customer_no and i.started_at = h.opened_at and i.hold = h.hold
                left join app_hold a on a.customer_no = h.customer_no and a.opened_at = h.opened_at and a.hold = h.hold
               where h.caps <> 0 and h.caps & (1 << c.scope) <> 0
               group by 1, 2, 3),
            known as (
              select u.scope, u.owner, u.day, u.used - coalesce(r.credits, 0) as used
                from cap_use u
                left join (select scope, owner, day, sum(credits) as credits
                             from cap_return
                            group by scope, owner, day) as r using (scope, owner, day))
            select case scope when 2 then 'customer ' else 'key ' end || owner
                   || case scope when 1 then '' else ' on ' || day end || ': '
                   || coalesce(k.used, 0) || ' credits are counted on a cap, but ' || coalesce(c.used, 0)
                   || ' are held and charged' as fault
              from counted c
              full join known k using (scope, owner, day)
             where coalesce(c.used, 0) <> coalesce(k.used, 0)
               and (k.used is not null or day = '-infinity' or day > (now() at time zone 'UTC')::date - 9)
            """);

    public static final List<BooksProof> ALL = List.of(CAPS_COUNT_HOLDS);

    private CapProofs() {}
}
