-- Who calls and who pays: apps with their keys, customers, spent portal links, what apps granted.

create table app (
  app        integer     primary key generated always as identity,
  name       text        not null unique check (length(name) between 1 and 60),
  created_at timestamptz not null default now()
);

-- Only a key's hash is kept; `hint` is its end, so that people can tell keys apart.
create table app_key (
  key               integer     primary key generated always as identity,
  app               integer     not null references app,
  name              text        not null check (length(name) between 1 and 60),
  hash              bytea       not null unique check (octet_length(hash) = 32),
  hint              text        not null,
  livemode          boolean     not null,
  scopes            text[]      not null default '{}',
  creates_customers boolean     not null default false,
  created_at        timestamptz not null default now(),
  revoked_at        timestamptz
);

-- Number 0 is the house's, so the identity begins at 1.
create table customer (
  customer_no bigint      primary key generated always as identity (start with 1) check (customer_no > 0),
  app         integer     not null references app,
  id          text        not null check (id ~ '^[A-Za-z0-9._:@-]{1,64}$'),
  name        text        not null default '',
  email       text        not null default '',
  metadata    jsonb       not null default '{}',
  created_at  timestamptz not null default now(),
  constraint an_id_names_one_customer_of_its_app unique (app, id)
);

create table portal_link_used (
  nonce_hash bytea       primary key,
  expires_at timestamptz not null
);

-- Which request granted which credits, so that a repeated one is answered and not granted again.
create table app_grant (
  customer_no bigint      not null,
  key         uuid        not null,
  fingerprint uuid        not null,
  app         integer     not null,
  credits     bigint      not null check (credits > 0),
  reason      text        not null,
  expires_at  timestamptz,
  granted_at  timestamptz not null,
  primary key (customer_no, key)
);

grant select, insert on app to farebox_app;
grant select, insert, update (revoked_at) on app_key to farebox_app;
grant select, insert, update (name, email, metadata) on customer to farebox_app;
grant select, insert, delete on portal_link_used to farebox_app;
grant select, insert on app_grant to farebox_app;
