-- Prices of service tiers, of requests and of pictures; and answers that need not be kept.

alter table model_price
  add request_nanos bigint check (request_nanos >= 0),      -- for each call; null: none
  add image_nanos   bigint check (image_nanos >= 0);        -- for each picture, besides its tokens; null: none

-- What another tier than the default one asks: rates of its own. A model is not called in a tier without a price.
create table tier_price (
  price                integer not null references model_price,
  tier                 text    not null check (tier in ('flex', 'priority', 'reserved')),
  input_nanos          bigint  not null check (input_nanos >= 0),
  output_nanos         bigint  not null check (output_nanos >= 0),
  cache_read_nanos     bigint  check (cache_read_nanos >= 0),
  cache_write_5m_nanos bigint  check (cache_write_5m_nanos >= 0),
  cache_write_1h_nanos bigint  check (cache_write_1h_nanos >= 0),
  request_nanos        bigint  check (request_nanos >= 0),
  image_nanos          bigint  check (image_nanos >= 0),
  primary key (price, tier)
);
-- Nova's, as AWS's price list of September 2026 had them: half of the default tier's, and 1.75 times as much.
insert into tier_price (price, tier, input_nanos, output_nanos, cache_read_nanos)
select p.no, t.tier, p.input_nanos * t.times, p.output_nanos * t.times, p.cache_read_nanos * t.times
  from model_price p
  join model m on m.no = p.model,
       (values ('flex', 0.5), ('priority', 1.75)) as t (tier, times)
 where m.foundation_id like 'amazon.nova-%' and p.effective_at = timestamptz '2026-01-01 00:00:00Z';

-- With these a cost can be reckoned again from what is recorded; null in attempts from before.
alter table attempt
  add images integer check (images >= 0),
  add tier   text check (tier in ('default', 'flex', 'priority', 'reserved'));

alter table rate_rule
  drop constraint rate_rule_tier_check,
  add check (tier in ('default', 'flex', 'priority', 'reserved'));

alter table app_key add keeps_answers boolean not null default true;         -- for those who send the same request again

grant select, insert on tier_price to farebox_app;
grant insert on model to farebox_app;
grant update (keeps_answers) on app_key to farebox_app;
grant delete on answer to farebox_app;                                       -- a customer's, when an operator says so
