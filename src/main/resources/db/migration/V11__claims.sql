-- What refunds and disputes take back of a lot, and the moves that only they need.

create table claim (
  customer_no     bigint   not null,
  claim           text     not null,                           -- 'refund:…' or 'dispute:…', with Stripe's id
  lot             bigint   not null,
  state           smallint not null check (state between 0 and 5), -- Claim.State
  net_nanos       bigint   not null check (net_nanos >= 0),    -- of what was paid for the lot
  tax_nanos       bigint   not null check (tax_nanos >= 0),
  taken           bigint   not null check (taken >= 0),        -- credits
  waiting         bigint   not null check (waiting >= 0),      -- credits that open holds may still need
  withdrawn_nanos bigint   not null default 0,                 -- that Stripe has taken for a dispute
  rest_nanos      bigint   not null default 0,                 -- not covered by credits: given, or owed by the customer
  recorded_at     timestamptz not null,
  primary key (customer_no, claim),
  foreign key (customer_no, lot) references lot
);
create index claim_waiting on claim (customer_no) where waiting > 0;

alter table lot
  add column waiting         bigint not null default 0,        -- the sum of what its claims wait for
  add column reclaimed_nanos bigint not null default 0,        -- of what was paid, what its claims take back
  add constraint no_more_waits_than_remains check (waiting between 0 and remaining);

insert into legal_move (kind, debit, credit) values
  -- a part of a lot is worth a fraction of a credit more or less than the money that goes back for it
  ('refund',         'stripe_balance', 'refunds'),
  ('refund',         'stripe_balance', 'receivable'),
  -- credits that holds had needed come back after all: they cover what was given or owed until then
  ('refund',         'deferred',       'refunds'),
  ('refund',         'deferred',       'receivable'),
  ('refund_failed',  'refunds',        'stripe_balance'),
  ('refund_failed',  'receivable',     'stripe_balance'),
  ('dispute_won',    'stripe_balance', 'fees'),
  ('dispute_lost',   'revoked',        'available'),
  ('dispute_lost',   'deferred',       'receivable'),
  ('dispute_lost',   'dispute_claim',  'receivable');

alter table move drop constraint move_is_legal;
do $$ begin
  execute (
    select format('alter table move add constraint move_is_legal check '
                  '(kind * 10000 + debit * 100 + credit = any (array[%s]))',
                  string_agg((k.code * 10000 + d.code * 100 + c.code)::text, ', '))
      from legal_move m
      join posting_kind k on k.name = m.kind
      join account d on d.name = m.debit
      join account c on c.name = m.credit and c.unit = d.unit);
end $$;

grant select, insert, update on claim to farebox_app;
