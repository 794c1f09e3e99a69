-- What people do at the command line.

-- What is not about one order: who paused and resumed what.
create table desk_audit (
    id    bigint generated always as identity primary key,
    at    timestamptz not null default clock_timestamp(),
    who   text        not null,
    what  text        not null,
    scope text        not null,
    why   text        not null
);

-- As what the ledger was last run: a command words its answers in the same mode.
create table last_run (
    only_row boolean     primary key default true check (only_row),
    profile  text        not null,
    at       timestamptz not null default clock_timestamp()
);

-- People know an order by its id alone.
create index orders_order_id on orders (order_id);
