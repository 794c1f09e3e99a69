-- What asking after unknown outcomes needs: when to ask, what people decided, who is paused.

-- A person has released it: the caps of its account no longer hold it.
alter table orders add column released boolean not null default false;

-- An attempt that was closed without a booking, or stands unexplained beside another that was booked, is looked for
-- again: a booking that shows up after all is told.
alter table attempt add column look_at timestamptz;
create index attempt_look on attempt (service, look_at) where look_at is not null;

-- The last outcomes of an account, for the brake.
create index attempt_ended on attempt (service, account, ended_at desc) where ended is not null;

drop index orders_open;
create index orders_sent on orders (lease_until) where state = 'SENT';
create index orders_doubt on orders (service, due_at, id) where state in ('IN_DOUBT', 'BOUGHT') and due_at is not null;

-- Nothing more is bought for a service (account *) or one account until it is resumed; service * means everything.
create table pause (
    service text        not null,
    account text        not null,
    since   timestamptz not null default clock_timestamp(),
    who     text        not null,
    why     text        not null,
    primary key (service, account)
);

-- Jobs of the night that a node has taken: the others leave them.
create table night (
    job text not null,
    day date not null,
    primary key (job, day)
);
