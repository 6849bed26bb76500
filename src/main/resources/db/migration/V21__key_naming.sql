-- Who pays when a call names nobody, and whether OpenAI's `user` names a customer.
alter table app_key
  add default_customer text    check (default_customer ~ '^[A-Za-z0-9._:@-]{1,64}$'),
  add user_is_customer boolean not null default true;
