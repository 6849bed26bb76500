-- Charges that were a mistake and are undone: the credits are back in their lots. The margin counts them no longer.
create table correction (
  customer_no   bigint      not null,
  hold          bigint      not null,                     -- the one whose capture is undone
  corrected_at  timestamptz not null,
  credits       bigint      not null check (credits > 0),
  revenue_nanos bigint      not null check (revenue_nanos >= 0),
  primary key (customer_no, hold)
);
grant select, insert on correction to farebox_app;
