-- The sandbox: what the local imitation of Stripe remembers, so that a restart loses nothing.
create schema sandbox;

-- Every Stripe object as Stripe would show it, its references as ids.
create table sandbox.document (
    id   text primary key,
    kind text not null,
    seq  bigint generated always as identity,
    body jsonb not null check (body ->> 'id' = id and body ->> 'object' = kind)
);

create unique index document_newest_first on sandbox.document (kind, seq);

create index document_open_session on sandbox.document (((body ->> 'expires_at')::bigint))
    where kind = 'checkout.session' and body ->> 'status' = 'open';

-- The first answer to a request that carried an Idempotency-Key; it has no answer only while it is being made.
create table sandbox.idempotent_answer (
    key         text primary key check (length(key) between 1 and 255),
    fingerprint text not null,
    answer      text,
    made_at     timestamptz not null default now()
);

-- A bank debit that was promised at checkout and has yet to arrive or fail.
create table sandbox.settlement (
    session  text primary key references sandbox.document,
    due_at   timestamptz not null,
    succeeds boolean not null
);

-- One sending of one event; a duplicate is a second row.
create table sandbox.delivery (
    id           bigint generated always as identity primary key,
    event        text not null references sandbox.document,
    due_at       timestamptz not null,
    tries        integer not null default 0 check (tries between 0 and 15),
    last_answer  text,
    delivered_at timestamptz
);

create index delivery_due on sandbox.delivery (due_at) where delivered_at is null and tries < 15;

-- How the webhooks behave: one row, kept here because every instance must see the same.
create table sandbox.webhook_settings (
    only_row     boolean primary key default true check (only_row),
    deliver      boolean not null default true,
    duplicate    boolean not null default true,
    reorder      boolean not null default true,
    delay_millis bigint not null default 0 check (delay_millis between 0 and 3600000),
    settle_millis bigint not null default 3000 check (settle_millis between 0 and 3600000)
);

insert into sandbox.webhook_settings default values;

grant usage on schema sandbox to farebox_app;
grant select, insert, update on sandbox.document, sandbox.idempotent_answer, sandbox.delivery to farebox_app;
grant select, insert, delete, update on sandbox.settlement to farebox_app;
grant select, update on sandbox.webhook_settings to farebox_app;
