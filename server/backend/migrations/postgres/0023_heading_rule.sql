-- Whether challenges with sub-challenges take dots themselves, and whether those of their parts count
-- for them. What there was before is the first of four words (shared::voting::round::HeadingRule).
alter table round add column headings text not null default 'own_and_parts';
