-- What operators record of the house's own money: AWS's bills, payouts, exchange differences.

-- One for each posting of the house, whose wallet has the number 0.
create table voucher (
  customer_no   bigint      not null default 0 check (customer_no = 0),
  seq           bigint      not null,                     -- of its posting
  kind          text        not null,                     -- books.Voucher.Kind
  reference     text        not null check (length(reference) between 1 and 100), -- what the paper calls itself
  amount_nanos  bigint      not null check (amount_nanos > 0 or kind = 'aws_bill' and amount_nanos = 0),
  day           date        not null,
  month         date        check (month = date_trunc('month', month)), -- that a bill is for
  accrued_nanos bigint      not null default 0,           -- what of that month's calls was booked and not billed before
  note          text        not null,
  operator      text        not null,
  recorded_at   timestamptz not null,
  takes_back    bigint      unique,                       -- the seq of a voucher that was a mistake
  standing      boolean     not null,                     -- neither takes back nor is taken back
  primary key (customer_no, seq),
  foreign key (customer_no, takes_back) references voucher,
  check ((kind = 'aws_bill') = (month is not null)),
  check (kind = 'aws_bill' or accrued_nanos = 0)
);
create unique index a_reference_stands_once on voucher (kind, reference) where standing;
grant select, insert, update (standing) on voucher to farebox_app;

insert into posting_kind (code, name) values (22, 'exchange');

-- What a refund in another currency would have moved is an exchange difference like any other, and posted as one.
delete from legal_move where kind = 'refund' and 'fx' in (debit, credit);
insert into legal_move (kind, debit, credit) values
  -- AWS and Stripe give back, a payout fails, or a voucher was a mistake
  ('aws_bill', 'bank',           'payable'),
  ('payout',   'stripe_balance', 'bank'),
  -- what Stripe keeps beside the fees of payments
  ('payout',   'fees',           'stripe_balance'),
  ('payout',   'stripe_balance', 'fees'),
  ('exchange', 'fx',             'stripe_balance'),
  ('exchange', 'stripe_balance', 'fx'),
  ('exchange', 'fx',             'bank'),
  ('exchange', 'bank',           'fx');

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
