-- An app lists its customers, however many others have.
create index customer_of_app on customer (app, customer_no);
