-- Conferences on the desk: who runs which, and which ones others may begin with.
create table conference_account (
    conference_id text not null references conference (id) on delete cascade,
    account_id text not null references account (id) on delete cascade,
    primary key (conference_id, account_id)
);

create index conference_account_account on conference_account (account_id);

alter table conference add column is_template boolean not null default false;

-- What a closed round was about, in the words it was voted on with, since its check value covers them.
-- Null as long as they are the conference's own.
alter table round add column wording text;
