-- The catalogue: packs on sale, models and what they cost, task classes and the rate cards that price them.

create table pack (
  no                 integer     primary key generated always as identity,
  name               text        not null check (length(name) between 1 and 60),
  credits            bigint      not null check (credits between 1 and 1000000),
  price_cents        bigint      not null check (price_cents between 50 and 99999999),
  expires_after_days integer     check (expires_after_days between 1 and 3650), -- null: its credits never expire
  retired_at         timestamptz
);
insert into pack (name, credits, price_cents) values
  ('Starter', 100, 1000), ('Growth', 500, 3900), ('Scale', 2000, 9900);

create table model (
  no             integer primary key,
  name           text    not null unique,
  foundation_id  text    not null,
  bedrock_id     text    not null unique,   -- what Converse is called with: newer models need an inference profile
  context_tokens bigint  not null check (context_tokens > 0),
  best_for       text    not null
);
insert into model (no, name, foundation_id, bedrock_id, context_tokens, best_for) values
  (1, 'Nova Micro', 'amazon.nova-micro-v1:0', 'amazon.nova-micro-v1:0', 128000,
      'Classification, extraction, simple tasks'),
  (2, 'Nova Lite', 'amazon.nova-lite-v1:0', 'amazon.nova-lite-v1:0', 300000,
      'Summarization, Q&A, multimodal'),
  (3, 'Nova Pro', 'amazon.nova-pro-v1:0', 'amazon.nova-pro-v1:0', 300000,
      'Complex reasoning, code, analysis'),
  (4, 'Claude Haiku 3', 'anthropic.claude-3-haiku-20240307-v1:0', 'anthropic.claude-3-haiku-20240307-v1:0', 200000,
      'Fast, cheap, good quality; ended on Bedrock on 2026-09-10'),
  (5, 'Claude Haiku 4.5', 'anthropic.claude-haiku-4-5-20251001-v1:0', 'us.anthropic.claude-haiku-4-5-20251001-v1:0', 200000,
      'Successor of Claude Haiku 3'),
  (6, 'Claude Sonnet 4.6', 'anthropic.claude-sonnet-4-6', 'us.anthropic.claude-sonnet-4-6', 200000,
      'Premium tier: best overall quality'),
  (7, 'Llama 4 Scout', 'meta.llama4-scout-17b-instruct-v1:0', 'us.meta.llama4-scout-17b-instruct-v1:0', 10000000,
      'Long context, open-weight'),
  (8, 'Llama 3.1 8B', 'meta.llama3-1-8b-instruct-v1:0', 'us.meta.llama3-1-8b-instruct-v1:0', 128000,
      'High-volume simple tasks'),
  (9, 'Mistral Large 3', 'mistral.mistral-large-3-675b-instruct', 'mistral.mistral-large-3-675b-instruct', 128000,
      'Balanced quality and cost');

-- What a model costs from a moment on, in nano-dollars per million tokens. A change is a new row: history keeps its prices.
create table model_price (
  no                   integer     primary key generated always as identity,
  model                integer     not null references model,
  effective_at         timestamptz not null,
  input_nanos          bigint      not null check (input_nanos >= 0),
  output_nanos         bigint      not null check (output_nanos >= 0),
  cache_read_nanos     bigint      check (cache_read_nanos >= 0),      -- null: the model lists no such price
  cache_write_5m_nanos bigint      check (cache_write_5m_nanos >= 0),
  cache_write_1h_nanos bigint      check (cache_write_1h_nanos >= 0),
  unique (model, effective_at)
);
insert into model_price (model, effective_at, input_nanos, output_nanos, cache_read_nanos, cache_write_5m_nanos, cache_write_1h_nanos)
select model, timestamptz '2026-01-01 00:00:00Z',
       input * 1000000000, output * 1000000000, read * 1000000000, write_5m * 1000000000, write_1h * 1000000000
  from (values
    (1, 0.035, 0.14,  0.00875, null, null),
    (2, 0.06,  0.24,  0.015,   null, null),
    (3, 0.80,  3.20,  0.20,    null, null),
    (4, 0.25,  1.25,  0.03,    0.30, 0.50),
    (5, 1.00,  5.00,  0.10,    1.25, 2.00),
    (6, 3.00,  15.00, 0.30,    3.75, 6.00),
    (7, 0.27,  0.36,  null,    null, null),
    (8, 0.30,  0.60,  null,    null, null),
    (9, 0.50,  1.50,  null,    null, null)) as dollars (model, input, output, read, write_5m, write_1h);

-- A kind of work. Its slug is what apps send and never changes; its name is for people.
create table task (
  no         integer     primary key generated always as identity,
  slug       text        not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name       text        not null check (length(name) between 1 and 60),
  retired_at timestamptz
);
insert into task (slug, name) values
  ('simple', 'Simple'), ('standard', 'Standard'), ('premium', 'Premium');

-- A rate card says what each task class costs and which models serve it. A version is never altered, only followed.
create table rate_card (
  version      integer     primary key check (version > 0),
  published_at timestamptz not null,
  published_by text        not null,
  note         text        not null
);
create table rate_line (
  card              integer not null references rate_card,
  task              integer not null references task,
  credits           bigint  not null check (credits between 1 and 1000000),
  input_tokens_max  integer not null check (input_tokens_max > 0),
  output_tokens_max integer not null check (output_tokens_max > 0),
  primary key (card, task)
);
create table rate_route (
  card  integer not null,
  task  integer not null,
  rank  integer not null check (rank >= 0),  -- 0 is the first choice, the others are fallbacks
  model integer not null references model,
  primary key (card, task, rank),
  unique (card, task, model),
  foreign key (card, task) references rate_line deferrable initially deferred -- Hibernate writes in its own order
);
insert into rate_card (version, published_at, published_by, note) values
  (1, timestamptz '2026-01-01 00:00:00Z', 'Farebox', 'The playbook''s three task classes');
insert into rate_line (card, task, credits, input_tokens_max, output_tokens_max)
select 1, t.no, l.credits, l.input, l.output
  from (values ('simple', 1, 4000, 1000), ('standard', 5, 8000, 2000), ('premium', 20, 16000, 4000))
       as l (slug, credits, input, output)
  join task t using (slug);
insert into rate_route (card, task, rank, model)
select 1, t.no, r.rank, m.no
  from (values ('simple', 0, 'Nova Micro'), ('simple', 1, 'Nova Lite'),
               ('standard', 0, 'Nova Pro'), ('standard', 1, 'Claude Haiku 4.5'),
               ('premium', 0, 'Claude Sonnet 4.6'), ('premium', 1, 'Claude Haiku 4.5')) as r (slug, rank, model)
  join task t using (slug)
  join model m on m.name = r.model;

grant select, insert, update on pack, task to farebox_app;
grant select on model to farebox_app;
grant select, insert on model_price, rate_card, rate_line, rate_route to farebox_app;
