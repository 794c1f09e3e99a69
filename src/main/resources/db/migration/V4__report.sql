-- What a file is told in report/ when none of its orders moves any more, and how far an input has come.

-- Positions of an input and where its original lies (seen from the home folder), both known once it was read whole.
-- A copy of a file that lies elsewhere until it is safe here: whether it is gone there (docs/folders.md).
-- When the input is looked at next for its report; null while it is read, and when nothing is to come any more.
alter table intake
    add column orders      bigint,
    add column original    text,
    add column source_gone boolean not null default false,
    add column report_at   timestamptz,
    add column reported    text;
create index intake_report on intake (report_at) where report_at is not null;

-- Whether anything of an input is still open is asked again and again (docs/adr/0005): only what is open stands here.
create index orders_of_intake_open on orders (intake_id, state) where completed_at is null;
create index repeat_of_intake_open on repeat_request (intake_id) where not answered;

-- The name of a report belongs to its input until the last one is written: what comes again replaces it.
create table report_name (
    place     text   not null,
    folded    text   not null,
    name      text   not null,
    intake_id bigint not null references intake,
    primary key (place, folded),
    unique (intake_id, place)
);

-- A report is of an input, not of an order.
alter table message add column intake_id bigint references intake;
