-- What tables work out about challenges after the vote. A sheet outlives the removal of its challenge
-- from the conference, so that no work is lost with it.
create table worksheet (
    conference_id text not null references conference (id) on delete cascade,
    challenge_id text not null,
    content text not null,
    changed_at bigint not null,
    primary key (conference_id, challenge_id)
);
