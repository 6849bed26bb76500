-- What customers buy, and what Stripe tells of it.

-- A purchase keeps its own copy of the pack, so that no later change of the pack touches what was sold.
create table purchase (
  id                 uuid        primary key,
  customer_no        bigint      not null,
  pack               integer     not null,
  pack_name          text        not null,
  credits            bigint      not null check (credits > 0),
  price_cents        bigint      not null check (price_cents > 0),
  expires_after_days integer,
  livemode           boolean     not null,
  state              text        not null default 'open'
                                 check (state in ('open', 'pending', 'credited', 'failed', 'abandoned')),
  stripe_key         text        not null unique,          -- the Idempotency-Key, stored before Stripe is called
  session            text        unique,
  session_url        text,
  payment_intent     text        unique,
  fee_nanos          bigint      check (fee_nanos >= 0),   -- null: not known yet
  flag               text,                                 -- why people must look at it; gone once they have had it credited
  opened_at          timestamptz not null default now(),
  credited_at        timestamptz,
  check_at           timestamptz not null default now(),   -- when to ask Stripe again
  constraint credited_means_that_we_know_when check ((state = 'credited') = (credited_at is not null)),
  constraint what_is_flagged_is_not_credited check (flag is null or state <> 'credited')
);
create index purchase_of_customer on purchase (customer_no, opened_at desc);
create index purchase_by_time on purchase (opened_at desc);
create index purchase_unfinished on purchase (check_at)
  where flag is null and (state in ('open', 'pending') or state = 'credited' and fee_nanos is null);

-- The inbox: every genuine event once, kept before it is acknowledged.
create table stripe_event (
  livemode    boolean     not null,
  event_id    text        not null,
  type        text        not null,
  object_id   text        not null,
  body        text        not null,
  received_at timestamptz not null default now(),
  state       text        not null default 'waiting' check (state in ('waiting', 'handled', 'ignored', 'failed')),
  tries       integer     not null default 0,
  next_try_at timestamptz not null default now(),
  error       text,
  primary key (livemode, event_id)
);
create index stripe_event_waiting on stripe_event (next_try_at) where state = 'waiting';
create index stripe_event_by_time on stripe_event (received_at desc);

grant select, insert, update on purchase, stripe_event to farebox_app;
