-- Receivers of answers besides the folder and the queues: webhooks, mail, printers.

-- How a receiver stands, so that every node sees it and a restart forgets nothing. One that is down is called once at a
-- time, however much is due to it.
create table receiver (
    channel    text primary key,
    failures   int not null default 0,
    down_since timestamptz,
    next_try   timestamptz,
    stopped_at timestamptz
);

-- What people may want to send again: given up after its time, or printed perhaps.
create index delivery_left on delivery (channel, id) where state in ('GIVEN_UP', 'UNCERTAIN');

-- Each document of a delivery goes to a printer once: begun and not ended means that a person has to look.
create table printing (
    delivery_id bigint      not null references delivery,
    document    text        not null,
    began_at    timestamptz not null default clock_timestamp(),
    ended_at    timestamptz,
    primary key (delivery_id, document)
);
