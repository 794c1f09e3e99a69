-- What was bought is found again by the service's number of it, and by when it was bought.
create index orders_carrier on orders (service, account, carrier_id) where carrier_id is not null;
create index orders_bought_at on orders (service, completed_at) where carrier_id is not null;

-- Things that may be used once, such as stamps, are handed out as new by one order only.
create table handed_out (
    service  text   not null,
    thing    text   not null,
    order_id bigint not null references orders,
    primary key (service, thing)
);
