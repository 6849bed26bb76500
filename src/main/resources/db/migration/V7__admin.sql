-- Operators, who is signed in, who failed to, and what they changed.

create table operator (
  no         integer     primary key generated always as identity,
  email      text        not null unique check (email = lower(email) and length(email) between 3 and 254),
  password   text        not null,                     -- bcrypt
  name       text        not null check (length(name) between 1 and 60),
  role       text        not null check (role in ('admin', 'viewer')),
  created_at timestamptz not null default clock_timestamp()
);

-- The browser holds a random token, we its SHA-256: what is read here opens nothing.
create table operator_session (
  token_hash bytea       primary key check (length(token_hash) = 32),
  operator   integer     not null references operator,
  expires_at timestamptz not null
);

create table failed_sign_in (
  no    bigint      primary key generated always as identity,
  at    timestamptz not null default clock_timestamp(),
  email text        not null
);
create index failed_sign_in_at on failed_sign_in (at);
create index failed_sign_in_email on failed_sign_in (email);

-- What operators changed, written with the change itself and never altered.
create table audit (
  no       bigint      primary key generated always as identity,
  at       timestamptz not null default clock_timestamp(),
  operator text        not null,
  action   text        not null,
  subject  text        not null,
  detail   text        not null
);

grant select, insert on operator, audit to farebox_app;
grant select, insert, delete on operator_session, failed_sign_in to farebox_app;
