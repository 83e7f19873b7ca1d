-- What an institution is, and its contact persons beside the general contact. Persons are JSON.
alter table provider add column kind text;
alter table provider add column persons text not null default '[]';
