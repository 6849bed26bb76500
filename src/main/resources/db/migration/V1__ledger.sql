-- The journal: what may be posted, what was posted, and that nothing posted is ever altered.

-- The chart of accounts. An account belongs to one customer; the code says which of the customer's accounts it is.
create table account (
  code   smallint primary key,
  name   text not null unique,
  unit   text not null check (unit in ('credits', 'dollars')),
  class  text not null check (class in ('credits', 'asset', 'liability', 'income', 'expense'))
);
insert into account (code, name, unit, class) values
  ( 1, 'issued',         'credits', 'credits'),
  ( 2, 'available',      'credits', 'credits'),
  ( 3, 'held',           'credits', 'credits'),
  ( 4, 'spent',          'credits', 'credits'),
  ( 5, 'expired',        'credits', 'credits'),
  ( 6, 'revoked',        'credits', 'credits'),
  ( 7, 'disputed',       'credits', 'credits'),
  (20, 'stripe_balance', 'dollars', 'asset'),
  (21, 'bank',           'dollars', 'asset'),
  (22, 'dispute_claim',  'dollars', 'asset'),
  (23, 'receivable',     'dollars', 'asset'),
  (30, 'deferred',       'dollars', 'liability'),
  (31, 'tax_payable',    'dollars', 'liability'),
  (32, 'payable',        'dollars', 'liability'),
  (40, 'revenue',        'dollars', 'income'),
  (41, 'breakage',       'dollars', 'income'),
  (42, 'refunds',        'dollars', 'income'),
  (50, 'fees',           'dollars', 'expense'),
  (51, 'cogs',           'dollars', 'expense'),
  (52, 'cost_variance',  'dollars', 'expense'),
  (53, 'bad_debt',       'dollars', 'expense'),
  (54, 'fx',             'dollars', 'expense');

create table posting_kind (
  code smallint primary key,
  name text not null unique
);
insert into posting_kind (code, name) values
  ( 1, 'purchase'),        ( 2, 'fee'),            ( 3, 'grant'),
  ( 4, 'hold'),            ( 5, 'capture'),        ( 6, 'release'),       ( 7, 'sweep'),    ( 8, 'expiry'),
  (10, 'refund'),          (11, 'refund_failed'),
  (12, 'dispute_opened'),  (13, 'dispute_won'),    (14, 'dispute_lost'),
  (15, 'receivable_paid'), (16, 'write_off'),
  (17, 'cost_corrected'),  (18, 'aws_bill'),       (19, 'payout'),
  (20, 'grant_corrected'), (21, 'capture_corrected');

-- The allow-list: every move that a posting of a kind may hold, debit first. Nothing else can be written.
create table legal_move (
  kind   text not null references posting_kind (name),
  debit  text not null references account (name),
  credit text not null references account (name),
  primary key (kind, debit, credit)
);
insert into legal_move (kind, debit, credit) values
  ('purchase',          'available',      'issued'),
  ('purchase',          'stripe_balance', 'deferred'),
  ('purchase',          'stripe_balance', 'tax_payable'),
  ('fee',               'fees',           'stripe_balance'),
  ('grant',             'available',      'issued'),
  ('hold',              'held',           'available'),
  ('capture',           'spent',          'held'),
  ('capture',           'available',      'held'),           -- metered: what was held and not used
  ('capture',           'deferred',       'revenue'),
  ('capture',           'cogs',           'payable'),
  ('release',           'available',      'held'),
  ('release',           'cogs',           'payable'),        -- failed attempts cost us, never the customer
  ('sweep',             'available',      'held'),           -- what a dead instance or a passed time left
  ('sweep',             'cogs',           'payable'),
  ('expiry',            'expired',        'available'),
  ('expiry',            'deferred',       'breakage'),
  ('refund',            'revoked',        'available'),
  ('refund',            'deferred',       'stripe_balance'),
  ('refund',            'tax_payable',    'stripe_balance'),
  ('refund',            'refunds',        'stripe_balance'), -- goodwill: what was spent is given back
  ('refund',            'receivable',     'stripe_balance'), -- clawback: what was spent is owed
  ('refund',            'fx',             'stripe_balance'),
  ('refund',            'stripe_balance', 'fx'),
  ('refund_failed',     'available',      'revoked'),
  ('refund_failed',     'expired',        'revoked'),        -- the lot lapsed meanwhile
  ('refund_failed',     'deferred',       'breakage'),
  ('refund_failed',     'stripe_balance', 'deferred'),
  ('refund_failed',     'stripe_balance', 'tax_payable'),
  ('refund_failed',     'stripe_balance', 'refunds'),
  ('refund_failed',     'stripe_balance', 'receivable'),
  ('dispute_opened',    'disputed',       'available'),
  ('dispute_opened',    'dispute_claim',  'stripe_balance'),
  ('dispute_opened',    'fees',           'stripe_balance'),
  ('dispute_won',       'available',      'disputed'),
  ('dispute_won',       'expired',        'disputed'),
  ('dispute_won',       'deferred',       'breakage'),
  ('dispute_won',       'stripe_balance', 'dispute_claim'),
  ('dispute_lost',      'revoked',        'disputed'),
  ('dispute_lost',      'deferred',       'dispute_claim'),
  ('dispute_lost',      'tax_payable',    'dispute_claim'),
  ('dispute_lost',      'receivable',     'dispute_claim'),
  ('receivable_paid',   'stripe_balance', 'receivable'),
  ('write_off',         'bad_debt',       'receivable'),
  ('cost_corrected',    'cogs',           'payable'),
  ('cost_corrected',    'payable',        'cogs'),
  ('aws_bill',          'cost_variance',  'payable'),
  ('aws_bill',          'payable',        'cost_variance'),
  ('aws_bill',          'payable',        'bank'),
  ('payout',            'bank',           'stripe_balance'),
  ('grant_corrected',   'revoked',        'available'),
  ('capture_corrected', 'available',      'spent'),
  ('capture_corrected', 'revenue',        'deferred');

-- A posting is one event in one wallet: its number there, the balances after it, its place in the wallet's hash chain.
create table posting (
  customer_no  bigint      not null,
  seq          bigint      not null check (seq > 0),
  kind         smallint    not null,
  recorded_at  timestamptz not null,
  effective_at timestamptz not null,
  hold         bigint,               -- the seq of the posting that opened the hold
  card         integer,              -- rate-card version
  task         integer,
  source       text,                 -- of credits that came in: 'purchase:…', 'grant:…'
  reverses     bigint,
  available    bigint      not null check (available >= 0),
  held         bigint      not null check (held >= 0),
  hash_version smallint    not null,
  hash         bytea       not null check (length(hash) = 32),
  primary key (customer_no, seq, recorded_at)
) partition by range (recorded_at);

-- A move takes an amount from one account of the customer to another: balanced by construction.
create table move (
  customer_no bigint      not null,
  seq         bigint      not null,
  line        smallint    not null,
  kind        smallint    not null,
  debit       smallint    not null,
  credit      smallint    not null,
  amount      bigint      not null check (amount > 0), -- credits or nano-dollars; both accounts have one unit
  lot         bigint,                                  -- the seq of the posting that brought the lot
  model       integer,
  attempt     smallint,
  recorded_at timestamptz not null,
  primary key (customer_no, seq, line, recorded_at)
) partition by range (recorded_at);

-- PostgreSQL itself holds the allow-list: the check is made from the table, so that there is one list.
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

create function entries_are_final() returns trigger language plpgsql as $$
begin
  raise exception 'entries are final: post a correction';
end $$;
create trigger postings_are_final before update or delete on posting for each row execute function entries_are_final();
create trigger moves_are_final before update or delete on move for each row execute function entries_are_final();

-- The classical reading: every move as one debit line and one credit line.
create view entry as
select m.customer_no, m.seq, m.line, k.name as kind, a.name as account, a.unit, s.side, m.amount, m.lot, m.recorded_at
  from move m
 cross join lateral (values ('debit', m.debit), ('credit', m.credit)) as s (side, code)
  join account a on a.code = s.code
  join posting_kind k on k.code = m.kind;

create view trial_balance as
select a.code, a.name as account, a.unit, a.class,
       coalesce(t.debit, 0) as debit, coalesce(t.credit, 0) as credit,
       coalesce(t.debit, 0) - coalesce(t.credit, 0) as balance
  from account a
  left join (
    select code, sum(debit) as debit, sum(credit) as credit
      from (select debit as code, sum(amount) as debit, 0::numeric as credit from move group by debit
            union all
            select credit, 0, sum(amount) from move group by credit) as sides
     group by code) as t on t.code = a.code;

-- Time partitions: made ahead, and dropped where a plan says how long their rows are kept. A default partition
-- catches what nobody made room for, so that no posting is ever refused for the calendar.
create table partition_plan (
  parent text primary key,
  step   text not null check (step in ('day', 'month')),
  keep   interval
);

create function keep_partitions(as_of timestamptz) returns void
language plpgsql security definer set search_path = public, pg_temp as $$
declare
  plan  partition_plan;
  start timestamptz;
  part  text;
begin
  perform pg_advisory_xact_lock(hashtext('keep_partitions'));
  for plan in select * from partition_plan loop
    for i in -1..2 loop
      start := date_trunc(plan.step, as_of, 'UTC') + i * ('1 ' || plan.step)::interval;
      part := plan.parent || to_char(start at time zone 'UTC', '_YYYYMMDD');
      if to_regclass(part) is null then
        begin
          execute format('create table %I partition of %I for values from (%L) to (%L)',
                         part, plan.parent, start, start + ('1 ' || plan.step)::interval);
        exception when check_violation then
          raise warning 'rows of % since % stay in its default partition', plan.parent, start;
        end;
      end if;
    end loop;
    if plan.keep is not null then
      for part in
        select c.relname
          from pg_inherits i
          join pg_class c on c.oid = i.inhrelid
         where i.inhparent = plan.parent::regclass
           and c.relname ~ (plan.parent || '_[0-9]{8}$')
           and to_timestamp(right(c.relname, 8), 'YYYYMMDD') + ('1 ' || plan.step)::interval + plan.keep < as_of
      loop
        execute format('drop table %I', part);
      end loop;
    end if;
  end loop;
end $$;
revoke execute on function keep_partitions(timestamptz) from public;
grant execute on function keep_partitions(timestamptz) to farebox_app;

insert into partition_plan (parent, step) values ('posting', 'month'), ('move', 'month');
create table posting_default partition of posting default;
create table move_default partition of move default;

grant select on account, posting_kind, legal_move, entry, trial_balance to farebox_app;
grant select, insert on posting, move to farebox_app;
