-- An endpoint whose receiver is gone is switched off, until an operator switches it on again.

alter table webhook_endpoint
  add off_since  timestamptz,
  add off_reason text,
  add in_use     boolean not null generated always as (removed_at is null and off_since is null) stored,
  add constraint what_is_off_says_why check ((off_since is null) = (off_reason is null));

grant update (off_since, off_reason) on webhook_endpoint to farebox_app;
