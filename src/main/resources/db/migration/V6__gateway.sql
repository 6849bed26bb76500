-- What apps asked of models: every attempt, how each invocation ended, and the answers kept for repeated requests.

-- One call of one model. It is announced before the call, so that a crash can be costed; `outcome` is null until it ends.
create table attempt (
  customer_no           bigint      not null,
  opened_at             timestamptz not null,             -- when its hold was opened
  hold                  bigint      not null,
  attempt               smallint    not null check (attempt > 0),
  model                 integer     not null,
  price                 integer     not null,             -- the model price that its cost is reckoned by
  announced_nanos       bigint      not null check (announced_nanos >= 0),
  outcome               text        check (outcome in ('answered', 'invalid', 'error', 'unavailable', 'timeout', 'lost')),
  millis                bigint      check (millis >= 0),
  cost_nanos            bigint      check (cost_nanos >= 0),
  estimated             boolean,
  input_tokens          bigint,
  output_tokens         bigint,
  cache_read_tokens     bigint,
  cache_write_5m_tokens bigint,
  cache_write_1h_tokens bigint,
  primary key (customer_no, opened_at, hold, attempt),
  check ((outcome is null) = (cost_nanos is null))
) partition by range (opened_at);

-- One request through the gateway, once it has ended. It is named by its hold.
create table invocation (
  customer_no        bigint      not null,
  started_at         timestamptz not null,                -- when its hold was opened
  hold               bigint      not null,
  ended_at           timestamptz not null,
  app                integer     not null,
  task               integer     not null,
  card               integer     not null,
  state              text        not null check (state in ('served', 'failed', 'swept', 'late')),
  model              integer,                             -- the one that answered
  stop_reason        text,
  error_code         text,
  credits            bigint      not null check (credits >= 0),
  paid_credits       bigint      not null check (paid_credits between 0 and credits),
  lots               jsonb       not null,                -- [[lot, credits, value in nano-dollars], …]
  available          bigint      not null check (available >= 0),
  revenue_nanos      bigint      not null check (revenue_nanos >= 0),
  cost_nanos         bigint      not null check (cost_nanos >= 0),
  estimated          boolean     not null,
  input_tokens       bigint      not null,
  output_tokens      bigint      not null,
  cache_read_tokens  bigint      not null,
  cache_write_tokens bigint      not null,
  metadata           jsonb       not null,
  primary key (customer_no, started_at, hold),
  check (state = 'served' or credits = 0)                 -- what failed is never charged
) partition by range (started_at);
create index invocation_newest on invocation (started_at desc, customer_no desc, hold desc);

-- What a model said, for whoever sends the same request again within a day.
create table answer (
  customer_no bigint      not null,
  opened_at   timestamptz not null,
  hold        bigint      not null,
  body        bytea       not null,                       -- a JSON list of texts; bytes, since a text may hold U+0000
  primary key (customer_no, opened_at, hold)
) partition by range (opened_at);

create table attempt_default partition of attempt default;
create table invocation_default partition of invocation default;
create table answer_default partition of answer default;
insert into partition_plan (parent, step, keep) values
  ('attempt', 'month', null), ('invocation', 'month', null), ('answer', 'day', '2 days');

-- An invocation in the words of people: names in place of numbers.
create view invocation_named as
select i.*, c.id as customer_id, t.slug as task_slug, m.name as model_name
  from invocation i
  join customer c on c.customer_no = i.customer_no
  join task t on t.no = i.task
  left join model m on m.no = i.model;

grant select, insert, update on attempt, invocation to farebox_app;
grant select, insert on answer to farebox_app;
grant select on invocation_named to farebox_app;
