-- Operators are managed by operators: they are switched off and on, change roles, and get or choose new passwords.

alter table operator add off_at timestamptz;             -- null: may sign in
create index operator_session_of on operator_session (operator);

grant update (password, role, off_at) on operator to farebox_app;
