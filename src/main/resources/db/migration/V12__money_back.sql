-- Money that goes back: refunds and disputes of purchases, as they stand at Stripe.

-- What was paid, known once credited; until now nothing was taxed.
alter table purchase
  add column net_cents bigint check (net_cents > 0),
  add column tax_cents bigint check (tax_cents >= 0),
  add constraint what_was_paid_is_known_whole check ((net_cents is null) = (tax_cents is null));
update purchase p
   set net_cents = l.paid_nanos / 10000000, tax_cents = 0
  from lot l
 where p.state = 'credited' and l.customer_no = p.customer_no and l.source = 'purchase:' || p.id;

create table refund (
  id        uuid        primary key default gen_random_uuid(), -- ours: it makes the Idempotency-Key, and Stripe carries it along
  purchase  uuid        not null references purchase,
  stripe_id text        unique,                                -- null until Stripe has answered
  cents     bigint      not null check (cents > 0),
  spent     text        not null check (spent in ('goodwill', 'clawback')),
  reason    text        not null,
  state     text        not null check (state in ('asked', 'refused', 'pending', 'succeeded', 'failed')),
  refusal   text,                                              -- why Stripe gives nothing back
  net_nanos bigint      check (net_nanos >= 0),                -- its share of the price, reckoned once
  tax_nanos bigint      check (tax_nanos >= 0),
  booked_at timestamptz,
  asked_at  timestamptz not null default now(),
  check_at  timestamptz not null default now() + interval '2 minutes', -- when to ask Stripe again
  constraint what_is_not_asked_is_known_at_stripe check (stripe_id is not null or state in ('asked', 'refused'))
);
create index refund_of_purchase on refund (purchase, asked_at);
create index refund_unfinished on refund (check_at)
  where state in ('asked', 'pending') or state = 'succeeded' and booked_at is null;

-- Inquiries and warnings of fraud too, which move no money.
create table dispute (
  stripe_id text        primary key,
  purchase  uuid        not null references purchase,
  cents     bigint      not null check (cents >= 0),
  state     text        not null check (state in ('warning', 'inquiry', 'closed', 'open', 'won', 'lost')),
  net_nanos bigint      check (net_nanos >= 0),
  tax_nanos bigint      check (tax_nanos >= 0),
  froze     boolean,                                           -- false: the wallet was frozen before; null: not looked at yet
  booked_at timestamptz,
  opened_at timestamptz not null default now(),
  check_at  timestamptz not null default now() + interval '1 hour'
);
create index dispute_of_purchase on dispute (purchase, opened_at);
create index dispute_unfinished on dispute (check_at) where state in ('inquiry', 'open') or booked_at is null;

grant select, insert, update on refund, dispute to farebox_app;
