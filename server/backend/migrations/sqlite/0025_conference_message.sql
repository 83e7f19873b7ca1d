-- The organiser's message to all phones of a conference (shared::live::PhoneMessage); null where
-- there is none.
alter table conference add column message text;
