-- How often the same report was sent.
alter table report add column copies bigint not null default 1;

create index report_created on report (created_at);

-- Reports that were counted and not stored, by offer and hour, while too many arrived.
create table report_overflow (
    offer_id text not null references offer (id) on delete cascade,
    hour bigint not null,
    reports bigint not null,
    primary key (offer_id, hour)
);
