-- Webhooks: where apps want to be told, what they are told, and every delivery of it.

create table webhook_endpoint (
  endpoint    integer     primary key generated always as identity,
  app         integer     not null references app,
  url         text        not null check (length(url) between 1 and 500),
  secret      bytea       not null check (octet_length(secret) between 24 and 64),
  old_secret  bytea       check (octet_length(old_secret) between 24 and 64),  -- signs as well, for a day
  replaced_at timestamptz,
  types       text[]      not null check (cardinality(types) > 0),
  low_below   bigint      not null check (low_below > 0),                -- fewer unspent credits than this are low
  created_at  timestamptz not null default now(),
  removed_at  timestamptz,
  constraint an_old_secret_has_its_end check ((old_secret is null) = (replaced_at is null))
);
create index webhook_endpoint_of_app on webhook_endpoint (app) where removed_at is null;

-- Written in the very transaction of what happened, and only if somebody wants to hear of it.
create table webhook_event (
  id          uuid        primary key,
  type        text        not null,
  customer_no bigint,                                     -- null: it concerns all
  body        text        not null,                       -- the same bytes at every try
  at          timestamptz not null
);
create index webhook_event_by_time on webhook_event (at);

create table webhook_delivery (
  delivery    bigint      primary key generated always as identity,
  event       uuid        not null references webhook_event on delete cascade,
  endpoint    integer     not null references webhook_endpoint,
  state       text        not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  tries       integer     not null default 0,
  due_at      timestamptz not null default clock_timestamp(), -- whoever takes it moves this on, and leaves it to others then
  tried_at    timestamptz,
  last_status integer,                                    -- null: nobody answered
  last_answer text
);
create index webhook_delivery_due on webhook_delivery (endpoint, due_at) where state = 'waiting';
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint, delivery desc);
create index webhook_delivery_of_event on webhook_delivery (event);

grant select, insert, update (secret, old_secret, replaced_at, removed_at) on webhook_endpoint to farebox_app;
grant select, insert, delete on webhook_event to farebox_app;
grant select, insert, update on webhook_delivery to farebox_app;
