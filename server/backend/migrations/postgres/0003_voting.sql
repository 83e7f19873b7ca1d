-- Live voting: rounds with all their settings, sub-challenges, personal codes, paper, the log.

alter table conference add column languages text not null default '[]';
alter table conference add column programme text not null default '[]';
-- Hash of the organiser's key, and what the board shows. The first is null where nobody has one.
alter table conference add column organiser text;
alter table conference add column board text not null default '{}';

create unique index conference_organiser on conference (organiser);

alter table challenge add column section text;
-- A sub-challenge is a challenge that is part of another.
alter table challenge add column part_of text references challenge (id) on delete cascade;

alter table round add column name text;
alter table round add column follows text;
alter table round add column choice text not null default 'all';
alter table round add column shortlist bigint not null default 5;
-- How many ballots hold a dot; counted as they are written, like the two below.
alter table round add column ballots bigint not null default 0;
alter table round_field add column chosen bigint not null default 0;

create table round_dot (
    round_id text not null references round (id) on delete cascade,
    challenge_id text not null references challenge (id),
    dots bigint not null,
    primary key (round_id, challenge_id)
);

-- A ballot's dots are JSON from now on: it is always read and written as a whole.
alter table ballot add column dots text not null default '{}';
alter table ballot add column field_id text;
-- What the participant finds it again by; follows from the id.
alter table ballot add column receipt text;

create index ballot_receipt on ballot (receipt);

update ballot set dots = coalesce(
    (select cast(json_object_agg(challenge_id, dots) as text) from ballot_dot where ballot_id = ballot.id),
    '{}'
);

insert into round_dot (round_id, challenge_id, dots)
select round_id, challenge_id, cast(sum(ballot_dot.dots) as bigint)
from ballot_dot join ballot on ballot.id = ballot_id
group by round_id, challenge_id;

update round set ballots = (
    select cast(count(*) as bigint) from ballot
    where round_id = round.id and exists (select 1 from ballot_dot where ballot_id = ballot.id)
);

drop table ballot_dot;

-- Sticky dots that were counted by hand.
create table paper_dot (
    round_id text not null references round (id) on delete cascade,
    challenge_id text not null references challenge (id),
    dots bigint not null check (dots > 0),
    primary key (round_id, challenge_id)
);

-- Keyed hashes of the codes on cards; the codes themselves are never stored.
create table personal_code (
    conference_id text not null references conference (id) on delete cascade,
    hash text not null,
    created_at bigint not null,
    primary key (conference_id, hash)
);

-- Every ballot that was taken, in the order it was taken; each hash covers the one before.
create table ballot_log (
    round_id text not null references round (id) on delete cascade,
    position bigint not null,
    entry text not null,
    hash text not null,
    primary key (round_id, position)
);
