-- Whose money this database counts, and the secrets that every instance on it shares.
do $$
begin
  if not exists (select from pg_roles where rolname = 'farebox_app') then
    create role farebox_app nologin;
  end if;
  -- The pool runs "set role farebox_app", so that the application never works with more rights than these.
  if '${app_login}' <> 'farebox_app' then
    execute format('grant farebox_app to %I', '${app_login}');
  end if;
end
$$;

grant usage on schema public to farebox_app;

create table deployment (
  only_row boolean primary key default true check (only_row),
  mode text not null check (mode in ('sandbox', 'test', 'live')),
  sandbox_webhook_secret text not null check (sandbox_webhook_secret like 'whsec_%'),
  link_secret bytea not null check (octet_length(link_secret) = 32),
  stamped_at timestamptz not null default now()
);

grant select, insert on deployment to farebox_app;
