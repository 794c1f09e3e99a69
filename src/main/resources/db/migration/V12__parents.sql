-- What an operation without a key of its own acts on, and how that stood just before the call.
alter table attempt add column parent text;
alter table attempt add column parent_before text;
create index attempt_parent on attempt (service, account, parent)
    where parent is not null and (ended is null or ended = 'UNKNOWN');
