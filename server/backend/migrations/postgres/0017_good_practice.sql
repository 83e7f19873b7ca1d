-- Since when a good-practice example exists, and who takes part. Whom it helps and what others can
-- take over are texts in several languages (offer_text).
alter table offer add column practice_since bigint;
alter table offer add column practice_partners text;
