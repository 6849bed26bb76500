-- A dispute's money is booked as Stripe moves it, each balance transaction once; a bank may decide otherwise later; and what
-- was paid too much is given back.
insert into posting_kind (code, name) values (9, 'dispute_funds');
insert into legal_move (kind, debit, credit) values
  ('dispute_funds', 'dispute_claim',  'stripe_balance'),
  ('dispute_funds', 'stripe_balance', 'dispute_claim'),
  ('dispute_funds', 'fees',           'stripe_balance'),
  ('dispute_funds', 'stripe_balance', 'fees'),
  -- what moves once it is lost
  ('dispute_funds', 'receivable',     'dispute_claim'),
  ('dispute_funds', 'dispute_claim',  'receivable'),
  -- won after it was lost
  ('dispute_won',   'available',      'revoked'),
  ('dispute_won',   'dispute_claim',  'deferred'),
  ('dispute_won',   'dispute_claim',  'tax_payable'),
  ('dispute_won',   'dispute_claim',  'receivable'),
  ('dispute_won',   'receivable',     'dispute_claim'),
  ('dispute_won',   'dispute_claim',  'refunds'),
  ('dispute_won',   'refunds',        'dispute_claim'),
  -- what was paid or written off of a debt that was none in the end
  ('receivable_paid', 'receivable',   'stripe_balance'),
  ('receivable_paid', 'receivable',   'bank'),
  ('write_off',       'receivable',   'bad_debt');

alter table move drop constraint move_is_legal;
do $$ begin
  execute (
    select format('alter table move add constraint move_is_legal check '
                  '(kind * 10000 + debit * 100 + credit = any (%L::integer[]))',
                  array_agg(k.code * 10000 + d.code * 100 + c.code order by k.code, d.code, c.code))
      from legal_move m
      join posting_kind k on k.name = m.kind
      join account d on d.name = m.debit
      join account c on c.name = m.credit and c.unit = d.unit);
end $$;

-- How many of Stripe's balance transactions are booked; withdrawn_nanos is what they come to, and was what had been taken at first.
alter table claim add column funds smallint not null default 0 check (funds >= 0);
update claim set funds = 1 where state in (3, 5) and withdrawn_nanos <> 0;
update claim set funds = 2, withdrawn_nanos = 0 where state = 4 and withdrawn_nanos <> 0;

alter table dispute add column funds smallint not null default 0 check (funds >= 0); -- at Stripe, as last seen
update dispute d
   set funds = c.funds
  from purchase p
  join claim c using (customer_no)
 where p.id = d.purchase and c.claim = 'dispute:' || d.stripe_id;
