-- Where distances are measured from, in millionths of a degree.
alter table term add column latitude bigint;
alter table term add column longitude bigint;

-- What an editor may change as a whole: the search vocabulary, the school-free days. JSON.
create table document (
    name text primary key,
    body text not null,
    updated_at bigint not null
);

-- What readers say is wrong with an offer. No address of the sender is kept.
create table report (
    id text primary key,
    offer_id text not null references offer (id) on delete cascade,
    body text not null,
    reply_to text,
    created_at bigint not null
);

create index report_offer on report (offer_id);
