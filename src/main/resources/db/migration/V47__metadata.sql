-- What apps want to remember with what they give and sell, as they already do with customers, calls and holds.
alter table app_grant add column metadata jsonb not null default '{}';
alter table purchase add column metadata jsonb not null default '{}';
