-- Uploaded files are of offers, or the matrix of a conference: of one that is there, or of a new one.
alter table staged_file add column purpose text not null default 'offers';
alter table staged_file add column conference_id text references conference (id) on delete cascade;

create index staged_file_conference on staged_file (conference_id);

-- Matrices that were imported over a conference, each with what it needs to be undone: the fields
-- before it as JSON, and what identifies them after it.
create table matrix_import (
    id text primary key,
    conference_id text not null references conference (id) on delete cascade,
    created_at bigint not null,
    imported_by text not null,
    source text not null,
    created bigint not null,
    changed bigint not null,
    removed bigint not null,
    before text not null,
    after text not null,
    undone_at bigint
);

create index matrix_import_conference on matrix_import (conference_id, created_at);
