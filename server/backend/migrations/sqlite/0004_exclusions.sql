-- Groups of participants whose ballots an organiser has left out of the count, with the reason.
create table exclusion (
    id text primary key,
    conference_id text not null references conference (id) on delete cascade,
    -- The first and the last join of the group.
    first_join bigint not null,
    last_join bigint not null,
    reason text not null,
    excluded_at bigint not null,
    -- Null while the exclusion stands.
    restored_at bigint
);

create index exclusion_conference on exclusion (conference_id);

-- The exclusion that stands against a participant, for every round of the conference.
alter table participant add column exclusion_id text references exclusion (id);

create index participant_exclusion on participant (exclusion_id);

-- What was taken out of the sums for a ballot; a ballot may be changed while it is left out.
create table excluded_ballot (
    ballot_id text primary key references ballot (id) on delete cascade,
    exclusion_id text not null references exclusion (id) on delete cascade,
    dots text not null,
    field_id text
);
