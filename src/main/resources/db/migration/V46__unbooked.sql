-- A refund that failed and is not booked as that yet is looked at again, too.
drop index refund_unfinished;
create index refund_unfinished on refund (check_at)
  where state in ('asked', 'pending') or state in ('succeeded', 'failed') and booked_at is null;

-- So is what counted as booked before V42 although its claim had not come to its end.
update refund r
   set booked_at = null, check_at = now()
  from purchase p
  join claim c using (customer_no)
 where p.id = r.purchase and c.claim = 'refund:' || r.stripe_id and r.state = 'failed' and c.state <> 2;
update dispute d
   set booked_at = null, check_at = now()
  from purchase p
  join claim c using (customer_no)
 where p.id = d.purchase and c.claim = 'dispute:' || d.stripe_id
   and (d.state = 'won' and c.state <> 4 or d.state = 'lost' and c.state <> 5);

-- Of a gift whose refund failed before V42, nothing is left but what shares were rounded by, which nobody owes.
update claim c
   set rest_nanos = 0
 where state = 2 and rest_nanos <> 0 and abs(rest_nanos) < 1000
   and not exists (select
                     from posting p
                     join move m using (customer_no, seq, recorded_at)
                    where p.customer_no = c.customer_no and p.source = c.claim and 23 in (m.debit, m.credit));
