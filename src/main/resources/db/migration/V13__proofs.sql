-- What makes the past provable: recorded checks, anchors of the wallets' heads, and months that are sealed.

-- What the books check found, each time that it ran to its end.
create table books_check (
  no         bigint      primary key generated always as identity,
  started_at timestamptz not null,
  ended_at   timestamptz not null default clock_timestamp(),
  postings   bigint      not null,
  wallets    bigint      not null,
  faults     text[]      not null
);
grant select, insert on books_check to farebox_app;

-- An anchor is the Merkle root over the heads of all wallets at one moment. It is told outside of the database, too.
create table anchor (
  no       bigint      primary key,
  taken_at timestamptz not null,
  wallets  bigint      not null,
  postings bigint      not null,
  root     bytea       not null check (length(root) = 32)
);
-- The newest anchor's leaves: every wallet's head then. A head that the journal no longer holds is never replaced.
create table anchored_head (
  customer_no bigint primary key,
  seq         bigint not null check (seq > 0),
  head        bytea  not null check (length(head) = 32)
);
grant select, insert on anchor to farebox_app;
grant select, insert, update on anchored_head to farebox_app;

-- A sealed month's postings are detached from the journal. What they add up to stays, under a recorded root.
create table seal (
  no        integer     primary key,
  up_to     timestamptz not null unique,                  -- nothing recorded before it is in the journal any more
  sealed_at timestamptz not null,
  root      bytea       not null check (length(root) = 32)
);
create table sealed_wallet (
  customer_no bigint primary key,
  seq         bigint not null,                            -- of the newest sealed posting
  head        bytea  not null,
  available   bigint not null,
  held        bigint not null
);
create table sealed_move (
  customer_no bigint   not null,
  kind        smallint not null,
  debit       smallint not null,
  credit      smallint not null,
  lot         bigint,
  first_seq   bigint   not null,
  amount      bigint   not null,
  unique nulls not distinct (customer_no, kind, debit, credit, lot)
);
create table sealed_hold (
  customer_no bigint not null,
  hold        bigint not null,                            -- open when its month was sealed
  credits     bigint not null,
  primary key (customer_no, hold)
);
grant select on seal, sealed_wallet, sealed_move, sealed_hold to farebox_app;

-- Adds the postings before a moment to what is sealed. The owner's alone; farebox.ledger.Seals does the rest.
create function seal_postings(before timestamptz) returns void
language plpgsql as $$
declare
  gap bigint;
begin
  if exists (select from posting_default where recorded_at < before)
     or exists (select from move_default where recorded_at < before) then
    raise exception 'postings of that time lie in the default partition, which cannot be detached';
  end if;
  -- Gap-free from the sealed ones on: then no posting that stays was recorded before one that goes.
  select p.customer_no into gap
    from posting p left join sealed_wallet s using (customer_no)
   where p.recorded_at < before
   group by p.customer_no
  having count(*) <> max(p.seq) - coalesce(max(s.seq), 0)
   limit 1;
  if gap is not null then
    raise exception 'the postings of wallet % are not in the order of their times', gap;
  end if;

  insert into sealed_move (customer_no, kind, debit, credit, lot, first_seq, amount)
  select customer_no, kind, debit, credit, lot, min(seq), sum(amount)
    from move
   where recorded_at < before
   group by customer_no, kind, debit, credit, lot
      on conflict (customer_no, kind, debit, credit, lot) do update
     set amount = sealed_move.amount + excluded.amount;

  insert into sealed_hold (customer_no, hold, credits)
  select p.customer_no, p.seq, m.amount
    from posting p
    join move m using (customer_no, seq, recorded_at)
   where p.recorded_at < before and p.kind = 4;
  delete from sealed_hold s
   using posting p
   where p.customer_no = s.customer_no and p.hold = s.hold and p.kind in (5, 6, 7) and p.recorded_at < before;

  insert into sealed_wallet (customer_no, seq, head, available, held)
  select distinct on (customer_no) customer_no, seq, hash, available, held
    from posting
   where recorded_at < before
   order by customer_no, seq desc
      on conflict (customer_no) do update
     set seq = excluded.seq, head = excluded.head, available = excluded.available, held = excluded.held;
end $$;
revoke execute on function seal_postings(timestamptz) from public;

-- Moves that change what ever came in or went another way than by being spent are few; a balance of the past adds them
-- up, and finds the rest in one posting.
create index move_beside_holds on move (customer_no, seq) where kind not in (4, 5, 6, 7);

create or replace view trial_balance as
select a.code, a.name as account, a.unit, a.class,
       coalesce(t.debit, 0) as debit, coalesce(t.credit, 0) as credit,
       coalesce(t.debit, 0) - coalesce(t.credit, 0) as balance
  from account a
  left join (
    select code, sum(debit) as debit, sum(credit) as credit
      from (select debit as code, sum(amount) as debit, 0::numeric as credit from move group by debit
            union all
            select credit, 0, sum(amount) from move group by credit
            union all
            select debit, sum(amount), 0 from sealed_move group by debit
            union all
            select credit, 0, sum(amount) from sealed_move group by credit) as sides
     group by code) as t on t.code = a.code;
