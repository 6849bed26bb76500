-- Partitions begin and end in UTC, whatever zone the session is in. And where somebody reads a table for long, as a backup
-- does, the next hour makes them: whoever writes would wait behind us.
alter function keep_partitions(timestamptz) set timezone = 'UTC';
alter function keep_partitions(timestamptz) set lock_timeout = '2s';

create index stripe_event_in_state on stripe_event (state, received_at desc);
