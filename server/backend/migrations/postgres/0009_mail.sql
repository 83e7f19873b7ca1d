-- Mails to be sent, and those that were.
create table mail (
    id text primary key,
    -- What it is for; nothing is queued twice under the same key.
    purpose text not null unique,
    recipient text not null,
    subject text not null,
    -- Empty once it is sent: it may hold a secret link.
    body text not null,
    created_at bigint not null,
    -- While an attempt is made, when another server may make the next one.
    next_attempt_at bigint not null,
    attempts bigint not null,
    sent_at bigint,
    given_up_at bigint,
    -- What the mail server last answered.
    reason text
);

create index mail_due on mail (next_attempt_at);

-- Addresses that a mail server has rejected.
create table failing_address (
    address text primary key,
    failed_at bigint not null,
    reason text not null
);

-- Mails that ask a provider whether offers are still right, with the hash of the link's token.
create table care_link (
    hash text primary key,
    provider_id text not null references provider (id) on delete cascade,
    recipient text not null,
    created_at bigint not null,
    expires_at bigint not null
);

create index care_link_provider on care_link (provider_id);

-- What a link asks about. An offer may be deleted; its name then says which it was.
create table care_link_offer (
    hash text not null references care_link (hash) on delete cascade,
    offer_id text not null,
    name text not null,
    -- When the offer had last been checked; the stale period that the mail belongs to.
    verified_on text,
    primary key (hash, offer_id)
);

create index care_link_offer_offer on care_link_offer (offer_id);

-- When a field of an offer was last checked.
create table field_check (
    offer_id text not null references offer (id) on delete cascade,
    field text not null,
    checked_on text not null,
    checked_by text,
    primary key (offer_id, field)
);

-- What providers want to be changed; nothing of it is public before an editor accepts it.
create table proposal (
    id text primary key,
    offer_id text not null references offer (id) on delete cascade,
    -- 'change' or 'ended'.
    kind text not null,
    -- By field: the words before and the words typed. JSON.
    fields text not null,
    remark text,
    sender text not null,
    language text not null,
    created_at bigint not null,
    -- 'open', 'accepted', 'declined' or 'replaced'.
    state text not null,
    decided_at bigint,
    -- What the provider was told.
    answer text
);

create index proposal_offer on proposal (offer_id);

-- What an editor has done about a report.
alter table report add column answered_at bigint;
alter table report add column closed_at bigint;
