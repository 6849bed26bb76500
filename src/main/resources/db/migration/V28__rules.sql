-- Routes as rules: which models serve which calls of a task class. And what models can take, and customers' plans.

alter table model
  add takes_tools  boolean not null default false,   -- also while its answer is streamed
  add takes_images boolean not null default false;
update model
   set takes_tools = foundation_id !~ '^meta\.llama',
       takes_images = foundation_id !~ '^amazon\.nova-micro|^meta\.llama3-1';

-- The first rule that takes a call decides; null and false are conditions that every call meets. The last rule has none.
create table rate_rule (
  card             integer not null,
  task             integer not null,
  rule             integer not null check (rule >= 0),        -- 0 is tried first
  cheapest_first   boolean not null,                          -- else by rank
  plan             text    check (plan ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  characters_below integer check (characters_below > 0),      -- in the messages
  tokens_below     integer check (tokens_below > 0),          -- in, about
  output_below     integer check (output_below > 0),          -- the call's output limit in tokens
  tools            boolean not null,                          -- only calls with tools
  images           boolean not null,                          -- only calls with pictures
  tier             text    check (tier in ('default', 'flex', 'priority')),
  primary key (card, task, rule),
  foreign key (card, task) references rate_line deferrable initially deferred -- Hibernate writes in its own order
);
insert into rate_rule (card, task, rule, cheapest_first, tools, images)
select card, task, 0, false, false, false from rate_line;

alter table rate_route
  add rule integer not null default 0,
  drop constraint rate_route_pkey,
  drop constraint rate_route_card_task_model_key,
  drop constraint rate_route_card_task_fkey,
  add primary key (card, task, rule, rank),
  add unique (card, task, rule, model),
  add foreign key (card, task, rule) references rate_rule deferrable initially deferred;
alter table rate_route alter rule drop default;

alter table customer add plan text not null default '' check (plan ~ '^([a-z0-9][a-z0-9-]{0,39})?$');  -- empty: none

grant select, insert on rate_rule to farebox_app;
grant update (plan) on customer to farebox_app;
grant update (default_customer, user_is_customer) on app_key to farebox_app;
