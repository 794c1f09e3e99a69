-- How far accounts have come on their services' way to production (guichet onboard).

-- A step that was done, by whom it was noted and when; account * where it was done once for the software. What was noted
-- otherwise before, and what was taken back, stands in desk_audit.
create table onboarding_step (
    service  text        not null,
    account  text        not null,
    step     text        not null,
    done_on  date        not null,
    who      text        not null,
    noted_at timestamptz not null default clock_timestamp(),
    primary key (service, account, step)
);
