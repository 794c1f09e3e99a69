-- What the operator's page reads: a day's orders, however many there were before, and which notices are dealt with.
create index orders_accepted on orders (accepted_at);
create index orders_completed on orders (completed_at) where completed_at is not null;

create table notice_done (
    message_id bigint      primary key references message,
    at         timestamptz not null default clock_timestamp(),
    who        text        not null,
    why        text        not null
);
