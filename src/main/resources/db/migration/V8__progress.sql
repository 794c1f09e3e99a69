-- How far a file is: what was taken of it is counted with each batch, since nobody counts a million rows to tell it; how far it
-- is read, and when it is likely to be over, says the process that reads it from time to time.
alter table intake
    add column taken       bigint not null default 0,
    add column rejected    bigint not null default 0,
    add column bytes       bigint,
    add column bytes_read  bigint,
    add column orders_read bigint,
    add column ends_at     timestamptz;
create index intake_read on intake (id) where closed_at is null and bytes is not null;
