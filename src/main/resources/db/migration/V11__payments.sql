-- Payments that go on after their order was answered, and what services tell of them.

-- A payment belongs to the order that began it; events are numbered from 1 and no number is given twice.
create table payment (
    id          bigint generated always as identity primary key,
    order_id    bigint      not null unique references orders,
    service     text        not null,
    account     text        not null,
    reference   text        not null,
    state       text        not null,
    final       boolean     not null,
    rank        bigint,
    state_at    timestamptz,
    amounts     text        not null,
    currency    text,
    events      int         not null default 0,
    began_at    timestamptz not null default clock_timestamp(),
    ask_at      timestamptz,
    failures    int         not null default 0,
    version     int         not null default 0,
    lease_until timestamptz,
    unique (service, account, reference)
);
create index payment_ask on payment (service, ask_at, id) where ask_at is not null;

-- What was signed and accepted. due_at is null once it is done, and where it was given up: then done_at is null as well.
create table notification (
    id          bigint generated always as identity primary key,
    service     text        not null,
    account     text        not null,
    digest      text        not null,
    body        bytea,
    reference   text,
    received_at timestamptz not null default clock_timestamp(),
    due_at      timestamptz default clock_timestamp(),
    attempts    int         not null default 0,
    version     int         not null default 0,
    lease_until timestamptz,
    done_at     timestamptz,
    ended       text,
    unique (service, account, digest)
);
create index notification_due on notification (service, due_at, id) where due_at is not null;
create index notification_left on notification (service) where due_at is null and done_at is null;
create index notification_unmatched on notification (service, account, reference) where ended = 'UNMATCHED';
