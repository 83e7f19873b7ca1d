-- Ids are made in Rust, times are milliseconds UTC, days are ISO dates,
-- lists and texts in several languages are JSON.

create table term (
    kind text not null,
    id text not null,
    label text not null,
    position bigint not null,
    primary key (kind, id)
);

create table provider (
    id text primary key,
    name text not null,
    city_id text,
    address text not null,
    contact text not null,
    about text
);

create table offer (
    id text primary key,
    kind text not null,
    status text not null,
    visible_from text,
    visible_to text,
    provider_id text not null references provider (id),
    city_id text not null,
    district text,
    venue text,
    languages text not null,
    schedule text not null,
    audience text not null,
    terms text not null,
    contact text not null,
    verified_on text,
    verified_by text,
    updated_at bigint not null
);

create index offer_provider on offer (provider_id);

create table offer_category (
    offer_id text not null references offer (id) on delete cascade,
    position bigint not null,
    category_id text not null,
    primary key (offer_id, position)
);

create table offer_text (
    offer_id text not null references offer (id) on delete cascade,
    part text not null,
    language text not null,
    state text not null,
    body text not null,
    primary key (offer_id, part, language)
);

-- Counts changes to a topic, so that every server notices what another process wrote.
create table revision (
    topic text primary key,
    number bigint not null
);

create table conference (
    id text primary key,
    code text not null unique,
    title text not null,
    place text,
    held_on text,
    created_at bigint not null
);

create table field (
    id text primary key,
    conference_id text not null references conference (id) on delete cascade,
    position bigint not null,
    name text not null,
    unique (conference_id, position)
);

create table challenge (
    id text primary key,
    field_id text not null references field (id) on delete cascade,
    position bigint not null,
    body text not null,
    goal text,
    audience text,
    measures text not null,
    earlier_votes bigint,
    unique (field_id, position)
);

create table round (
    id text primary key,
    conference_id text not null references conference (id) on delete cascade,
    number bigint not null,
    state text not null,
    closing_until bigint,
    budget_per text not null,
    budget_dots bigint not null,
    max_per_challenge bigint not null,
    results text not null,
    access text not null,
    unique (conference_id, number)
);

create table round_field (
    round_id text not null references round (id) on delete cascade,
    field_id text not null references field (id),
    primary key (round_id, field_id)
);

-- A voter is the hash of a secret that only the participant's device holds.
create table participant (
    conference_id text not null references conference (id) on delete cascade,
    voter text not null,
    joined_at bigint not null,
    primary key (conference_id, voter)
);

create table ballot (
    id text primary key,
    round_id text not null references round (id) on delete cascade,
    voter text not null,
    revision bigint not null,
    updated_at bigint not null,
    unique (round_id, voter)
);

create table ballot_dot (
    ballot_id text not null references ballot (id) on delete cascade,
    challenge_id text not null references challenge (id),
    dots bigint not null check (dots > 0),
    primary key (ballot_id, challenge_id)
);
