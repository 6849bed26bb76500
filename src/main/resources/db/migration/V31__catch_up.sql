-- Up to when Stripe's list of events has been read for those that no webhook brought.
create table stripe_catch_up (
  livemode boolean     primary key,
  until    timestamptz not null
);
grant select, insert, update on stripe_catch_up to farebox_app;
