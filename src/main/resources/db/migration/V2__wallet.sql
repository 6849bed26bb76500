-- Wallets, lots and holds: the journal's locked cache, re-proved from it by the books check.

create table wallet (
  customer_no   bigint  primary key,
  granted       bigint  not null default 0,
  available     bigint  not null default 0,
  held          bigint  not null default 0,
  spent         bigint  not null default 0,
  expired       bigint  not null default 0,
  revoked       bigint  not null default 0,
  disputed      bigint  not null default 0,
  seq           bigint  not null default 0,               -- of its newest posting
  head          bytea   not null default decode(repeat('00', 32), 'hex'),
  frozen_reason text,                                     -- null: not frozen
  constraint available_keeps_its_floor check (available >= 0),
  constraint no_total_is_negative check (held >= 0 and spent >= 0 and expired >= 0 and revoked >= 0 and disputed >= 0),
  constraint every_credit_is_somewhere check (granted = available + held + spent + expired + revoked + disputed)
) with (fillfactor = 40);

-- Credits that came in together, with what was paid for them. `value_out` is what has left of `paid`, in nano-dollars.
create table lot (
  customer_no bigint      not null,
  lot         bigint      not null,                       -- the seq of the posting that brought it
  source      text        not null,                       -- 'purchase:…' or 'grant:…'
  note        text,
  credits     bigint      not null check (credits > 0),
  paid_nanos  bigint      not null check (paid_nanos >= 0), -- net of tax
  fee_nanos   bigint      check (fee_nanos >= 0),         -- null: not known yet
  remaining   bigint      not null check (remaining >= 0),
  spent       bigint      not null default 0 check (spent >= 0),
  expired     bigint      not null default 0 check (expired >= 0),
  revoked     bigint      not null default 0 check (revoked >= 0),
  disputed    bigint      not null default 0 check (disputed >= 0),
  value_out   bigint      not null default 0,
  priority    smallint    not null default 0,             -- lower burns first
  expires_at  timestamptz,
  opened_at   timestamptz not null,
  open        boolean     not null default true,          -- false once nothing remains and nothing is disputed
  primary key (customer_no, lot),
  constraint a_source_credits_once unique (customer_no, source),
  constraint every_credit_is_somewhere check (credits = remaining + spent + expired + revoked + disputed),
  constraint no_more_leaves_than_was_paid check (value_out between 0 and paid_nanos)
) with (fillfactor = 60);
create index lot_open on lot (customer_no) where open;
create index lot_lapsing on lot (expires_at) where open and expires_at is not null;

-- An instance of the application, alive while it renews its lease. The holds of a dead one are swept.
create table instance (
  instance   integer     primary key generated always as identity,
  started_at timestamptz not null default clock_timestamp(),
  renewed_at timestamptz not null default clock_timestamp(),
  ended_at   timestamptz
);

-- Credits set aside for one piece of work: open, then ended exactly once.
create table hold (
  customer_no bigint      not null,
  hold        bigint      not null,                       -- the seq of the posting that opened it
  credits     bigint      not null check (credits > 0),
  state       smallint    not null default 0 check (state between 0 and 4), -- OpenHold.State
  key         uuid        not null,
  fingerprint uuid        not null,                       -- of the request, so that a key is not reused for another
  token       bigint      not null,                       -- tells a retry of this very call from another with its key
  app         integer     not null,
  task        integer     not null,
  card        integer     not null,
  instance    integer,                                    -- held by an instance's lease, or else until expires_at
  opened_at   timestamptz not null,
  expires_at  timestamptz,
  ended_at    timestamptz,
  primary key (customer_no, hold),
  check ((instance is null) <> (expires_at is null)),
  check ((state = 0) = (ended_at is null))
) with (fillfactor = 70);
create unique index hold_key on hold (customer_no, key) where state in (0, 1);
create index hold_open on hold (opened_at) where state = 0;

-- A key of any other operation posts once.
create table posting_key (
  customer_no bigint not null,
  key         text   not null,
  seq         bigint not null,
  primary key (customer_no, key)
);

grant select on instance to farebox_app;
grant insert, update on instance to farebox_app;
grant select, insert, update on wallet, lot, hold to farebox_app;
grant select, insert on posting_key to farebox_app;
