-- Streamed answers: a caller may hang up before anything was heard.
alter table attempt
  drop constraint attempt_outcome_check,
  add constraint attempt_outcome_check
    check (outcome in ('answered', 'invalid', 'error', 'unavailable', 'timeout', 'lost', 'hung_up'));
