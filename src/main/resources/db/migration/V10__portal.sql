-- Who is signed in at the portal: one row for each browser, under the hash of its cookie.

create table portal_session (
  token_hash  bytea       primary key check (octet_length(token_hash) = 32),
  customer_no bigint      not null,
  return_url  text,                            -- where the link came from, and where "back" leads
  expires_at  timestamptz not null
);
create index portal_session_expiry on portal_session (expires_at);

grant select, insert, delete on portal_session to farebox_app;
