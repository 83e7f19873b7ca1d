-- People who work on the desk. Mail addresses are in lower case.
create table account (
    id text primary key,
    mail text not null unique,
    name text not null,
    access text not null,
    password_hash text,
    created_at bigint not null,
    disabled_at bigint
);

-- Signed-in browsers, by the hash of the token in their cookie.
create table session (
    hash text primary key,
    account_id text not null references account (id) on delete cascade,
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null
);

create index session_account on session (account_id);

-- Links that can be used once, by their hashes: to create an account, or to set a password. What an
-- invitation grants is JSON.
create table account_link (
    hash text primary key,
    account_id text references account (id) on delete cascade,
    access text,
    mail text,
    created_at bigint not null,
    expires_at bigint not null
);

-- Who did what. The account may be gone, so names are kept here. Actor is JSON.
create table audit_entry (
    id text primary key,
    at bigint not null,
    actor text not null,
    action text not null,
    kind text not null,
    subject text not null,
    detail text not null
);

create index audit_entry_at on audit_entry (at, id);
create index audit_entry_subject on audit_entry (kind, subject);
