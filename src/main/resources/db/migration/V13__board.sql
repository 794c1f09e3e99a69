-- What the operator's page counts: a day's orders, however many there were before.
create index orders_accepted on orders (accepted_at);
create index orders_completed on orders (completed_at) where completed_at is not null;
