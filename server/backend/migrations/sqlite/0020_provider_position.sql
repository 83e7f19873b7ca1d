-- Where an institution is, in millionths of a degree; beside where its offers take place.
alter table provider add column latitude bigint;
alter table provider add column longitude bigint;
