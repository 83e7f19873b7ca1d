-- Imports of offers, each with what it needs to be undone.
create table import (
    id text primary key,
    created_at bigint not null,
    source text not null,
    records bigint not null,
    created bigint not null,
    updated bigint not null,
    rejected bigint not null,
    undone_at bigint
);

-- A record that an import changed, as JSON: before it, null where it was not there, and after it.
create table import_record (
    import_id text not null references import (id) on delete cascade,
    kind text not null,
    record_id text not null,
    before text,
    after text not null,
    primary key (import_id, kind, record_id)
);

-- Words of an imported cell that an editor should look at.
create table offer_doubt (
    offer_id text not null references offer (id) on delete cascade,
    position bigint not null,
    heading text not null,
    words text not null,
    reason text not null,
    import_id text not null references import (id) on delete cascade,
    primary key (offer_id, position)
);

-- What was decided about the columns and values of a source, by the fingerprint of its headings.
create table import_mapping (
    fingerprint text primary key,
    mapping text not null,
    updated_at bigint not null
);
