-- Residents as towns publish them, by place and group. Groups and places are JSON.
create table residents (
    id text primary key,
    title text not null,
    source text not null,
    -- The day the numbers are of.
    as_of text not null,
    -- The town whose districts are listed; null for a table of towns.
    city_id text,
    group_names text not null,
    places text not null,
    entered_at bigint not null
);

-- How often something was looked for, by month and language of the interface. Nothing here belongs to
-- a person, a device or a moment: only terms that were searched for many times have a row.
create table demand (
    month text not null,
    kind text not null,
    language text not null,
    term text not null,
    number bigint not null,
    primary key (month, kind, language, term)
);
