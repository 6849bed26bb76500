-- Holds that apps make for work of their own, and the brakes on keys and customers.

-- What an app says of a hold of its own, and how its capture was paid. It is named by its hold.
create table app_hold (
  customer_no bigint      not null,
  opened_at   timestamptz not null,
  hold        bigint      not null,
  units       integer     check (units > 0),           -- null: not priced by units
  metadata    jsonb       not null,
  captured    bigint      check (captured >= 0),       -- null: not captured
  lots        jsonb       not null default '[]',       -- as in invocation
  available   bigint      not null check (available >= 0), -- after what happened last
  primary key (customer_no, opened_at, hold)
) partition by range (opened_at);
create index app_hold_newest on app_hold (opened_at desc, customer_no desc, hold desc);
create table app_hold_default partition of app_hold default;
insert into partition_plan (parent, step, keep) values ('app_hold', 'month', null);

create view app_hold_named as
select a.*, h.credits, h.state, h.app, h.task, h.card, h.expires_at, h.ended_at, c.id as customer_id, t.slug as task_slug
  from app_hold a
  join hold h on h.customer_no = a.customer_no and h.hold = a.hold
  join customer c on c.customer_no = a.customer_no
  left join task t on t.no = h.task;

alter table app_key
  add column requests_per_minute integer check (requests_per_minute between 1 and 1000000),
  add column daily_cap           bigint  check (daily_cap > 0),               -- credits; null: no cap
  add column total_cap           bigint  check (total_cap > 0);
alter table customer add column daily_cap bigint check (daily_cap > 0);

-- Where a hold was counted, so that what it gives back is given back there.
alter table hold
  add column caps       smallint not null default 0,   -- a bit for each Cap.Scope
  add column capped_key integer,
  add column capped_on  date;                          -- the day in UTC

-- What holds have taken of a cap. Whoever holds locks the row first, before any wallet.
create table cap_use (
  scope smallint not null,                             -- Cap.Scope
  owner bigint   not null,                             -- the number of the key or of the customer
  day   date     not null,                             -- in UTC; '-infinity' for a cap on everything ever
  used  bigint   not null default 0,
  primary key (scope, owner, day)
) with (fillfactor = 50);

-- What ended holds have given back. It is added to, without a lock, and the next hold takes it off `used`.
create table cap_return (
  scope   smallint not null,
  owner   bigint   not null,
  day     date     not null,
  credits bigint   not null check (credits > 0)
);
create index cap_return_of on cap_return (scope, owner, day);

grant select, insert, update on app_hold to farebox_app;
grant select on app_hold_named to farebox_app;
grant update (scopes, creates_customers, requests_per_minute, daily_cap, total_cap) on app_key to farebox_app;
grant update (daily_cap) on customer to farebox_app;
grant select, insert, update, delete on cap_use to farebox_app;
grant select, insert, delete on cap_return to farebox_app;
