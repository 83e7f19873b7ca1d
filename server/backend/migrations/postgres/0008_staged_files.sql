-- Files of offers that were uploaded and wait to be looked at. Who uploaded it and what was decided
-- about it are JSON.
create table staged_file (
    id text primary key,
    created_at bigint not null,
    uploaded_by text not null,
    name text not null,
    bytes bigint not null,
    is_complete boolean not null,
    decisions text not null,
    import_id text references import (id) on delete set null
);

create index staged_file_created_at on staged_file (created_at);

-- The file itself, and the rows of it that could not be taken, in parts, so that storing a large one
-- never keeps other writers waiting.
create table staged_part (
    file_id text not null references staged_file (id) on delete cascade,
    kind text not null,
    position bigint not null,
    content bytea not null,
    primary key (file_id, kind, position)
);
