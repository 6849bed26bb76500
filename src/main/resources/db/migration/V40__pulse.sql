-- How long PostgreSQL has been there for the instances, so that an outage of it makes nobody look dead.

-- Each beat of any instance adds the time since the last one, but no more than a beat may take: an outage adds next to nothing.
create table pulse (
  one     boolean     primary key default true check (one),
  beat_at timestamptz not null default clock_timestamp(),
  up      interval    not null default '0'
) with (fillfactor = 50);
insert into pulse default values;

alter table instance add column renewed_up interval not null default '0';    -- pulse.up at its last beat

grant select, update on pulse to farebox_app;
