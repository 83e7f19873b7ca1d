-- Own names of a term by language, as JSON; null where there are none.
alter table term add column names text;
