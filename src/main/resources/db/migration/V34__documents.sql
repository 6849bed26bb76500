-- Models that take documents; and what models take may be corrected by operators.

alter table model add takes_documents boolean not null default false;
update model set takes_documents = foundation_id !~ '^amazon\.nova-micro';

grant update (context_tokens, takes_tools, takes_images, takes_documents, best_for) on model to farebox_app;
