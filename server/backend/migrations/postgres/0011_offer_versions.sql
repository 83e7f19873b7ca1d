-- What an offer was after each change made at the desk, and before the first of them. Body is JSON.
create table offer_version (
    offer_id text not null references offer (id) on delete cascade,
    number bigint not null,
    at bigint not null,
    actor text not null,
    action text not null,
    digest text not null,
    body text not null,
    primary key (offer_id, number)
);
