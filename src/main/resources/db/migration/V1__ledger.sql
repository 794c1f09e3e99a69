-- The truth about every order. Every time is the database's own clock; every change of state names the state and the
-- version that it expects. Amounts keep the decimals that they came with: a rounded limit is another limit.

-- What a door took in: one file or one queue message. The same thing read again after a crash is no new one.
create table intake (
    id        bigint generated always as identity primary key,
    door      text        not null,
    token     text        not null,
    name      text        not null,
    opened_at timestamptz not null default clock_timestamp(),
    closed_at timestamptz,
    unique (door, token)
);

-- Result files are named after orders; two orders never share a name, whatever the file system thinks of letter case.
create table order_name (
    folded text primary key,
    name   text not null,
    owner  text not null unique
);

create table orders (
    id             bigint generated always as identity primary key,
    intake_id      bigint      not null references intake,
    position       bigint      not null,
    order_id       text,
    service        text,
    operation      text,
    account        text,
    name           text        not null,
    try_number     int         not null default 1,
    state          text        not null,
    version        int         not null default 0,
    bound          boolean     not null,
    content_hash   text,
    request        text,
    max_price      numeric,
    not_after      timestamptz,
    dry_run        boolean     not null default false,
    on_behalf_of   text,
    correlation_id text,
    reply_to       text,
    attempt        int         not null default 1,
    failures       int         not null default 0,
    held_for       text,
    accepted_at    timestamptz not null default clock_timestamp(),
    due_at         timestamptz,
    lease_owner    text,
    lease_until    timestamptz,
    completed_at   timestamptz,
    carrier_id     text,
    price          numeric,
    unique (intake_id, position)
);
create unique index orders_bound_identity on orders (service, account, operation, order_id) where bound;
create index orders_identity on orders (service, account, operation, order_id);
create index orders_due on orders (service, account, due_at, id)
    where state in ('ACCEPTED', 'READY', 'HELD') and due_at is not null;
create index orders_open on orders (state, lease_until) where state in ('SENT', 'IN_DOUBT', 'BOUGHT');

-- One row per call that may move money, written before the socket is opened.
create table attempt (
    order_id   bigint      not null references orders,
    number     int         not null,
    opening    int         not null,
    key        text        not null,
    service    text        not null,
    account    text        not null,
    day        date        not null,
    started_at timestamptz not null default clock_timestamp(),
    reserved   numeric,
    booked     numeric,
    ended      text,
    ended_at   timestamptz,
    primary key (order_id, number, opening)
);
create index attempt_day on attempt (service, account, day);

-- What an account with caps has spent and reserved on one day of its service; written under a row lock, so only where
-- there are caps.
create table account_day (
    service text           not null,
    account text           not null,
    day     date           not null,
    orders  int            not null default 0,
    spent   numeric        not null default 0,
    primary key (service, account, day)
);

create table audit (
    order_id   bigint      not null references orders,
    version    int         not null,
    at         timestamptz not null default clock_timestamp(),
    who        text        not null,
    from_state text,
    to_state   text        not null,
    why        text        not null,
    primary key (order_id, version)
);

-- The same order sent again while or after it was done: answered with the first result.
create table repeat_request (
    id             bigint generated always as identity primary key,
    intake_id      bigint not null references intake,
    position       bigint not null,
    order_id       bigint not null references orders,
    correlation_id text,
    reply_to       text,
    answered       boolean not null default false,
    unique (intake_id, position)
);
create index repeat_open on repeat_request (order_id) where not answered;

create table document (
    order_id   bigint not null references orders,
    name       text   not null,
    kind       text   not null,
    media_type text   not null,
    sha256     text   not null,
    content    bytea  not null,
    primary key (order_id, name)
);

-- What is said: of an order (final, interim, repeat) or to people (notice).
create table message (
    id         bigint generated always as identity primary key,
    order_id   bigint references orders,
    kind       text        not null,
    body       text        not null,
    created_at timestamptz not null default clock_timestamp()
);
create index message_order on message (order_id, id);

create table delivery (
    id          bigint generated always as identity primary key,
    message_id  bigint      not null references message,
    order_id    bigint,
    name        text,
    channel     text        not null,
    address     text,
    state       text        not null default 'DUE',
    due_at      timestamptz not null default clock_timestamp(),
    expires_at  timestamptz,
    attempts    int         not null default 0,
    version     int         not null default 0,
    lease_until timestamptz,
    last_error  text,
    done_at     timestamptz
);
create index delivery_due on delivery (channel, due_at, id) where state = 'DUE';
create index delivery_name on delivery (name, channel, id) where state = 'DUE';

-- A notice is told once per account and what makes it the same.
create table notice_told (
    service  text        not null,
    account  text        not null,
    once_key text        not null,
    told_at  timestamptz not null default clock_timestamp(),
    primary key (service, account, once_key)
);

-- The last catalogue seen, per service and scope (one account, or the service as a whole).
create table catalogue (
    service   text        not null,
    scope     text        not null,
    taken_at  timestamptz not null,
    body      text        not null,
    primary key (service, scope)
);
create table catalogue_wanted (
    service   text primary key,
    wanted_at timestamptz not null default clock_timestamp()
);
