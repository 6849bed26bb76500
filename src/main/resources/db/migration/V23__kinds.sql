-- Kinds of prices: so much for a call, so much for each unit of it, or by what the model used.

alter table rate_line
  alter column credits drop not null,                                        -- of a call, or of a unit
  add column kind           text not null default 'fixed' check (kind in ('fixed', 'unit', 'metered')),
  -- metered by tokens: credits per million
  add column input_credits  bigint  check (input_credits between 0 and 1000000000),
  add column output_credits bigint  check (output_credits between 0 and 1000000000),
  -- metered by cost: so many percent of it, at what a credit counts for
  add column markup_percent integer check (markup_percent between 1 and 100000),
  add column credit_nanos   bigint  check (credit_nanos > 0),
  add constraint a_line_has_one_price check (
    case when kind = 'metered'
         then credits is null
              and (input_credits is null) = (output_credits is null)
              and (markup_percent is null) = (credit_nanos is null)
              and (input_credits is null) <> (markup_percent is null)
         else credits is not null and num_nonnulls(input_credits, output_credits, markup_percent, credit_nanos) = 0
    end);

alter table invocation add column units integer check (units > 0);           -- null: not priced by units

-- The column is new, so the view must be made anew to show it.
create or replace view invocation_named as
select i.customer_no, i.started_at, i.hold, i.ended_at, i.app, i.task, i.card, i.state, i.model, i.stop_reason,
       i.error_code, i.credits, i.paid_credits, i.lots, i.available, i.revenue_nanos, i.cost_nanos, i.estimated,
       i.input_tokens, i.output_tokens, i.cache_read_tokens, i.cache_write_tokens, i.metadata,
       c.id as customer_id, t.slug as task_slug, m.name as model_name, i.units
  from invocation i
  join customer c on c.customer_no = i.customer_no
  join task t on t.no = i.task
  left join model m on m.no = i.model;
