-- The matrix: a challenge has several goals, and each of them its measures.
alter table challenge add column short_title text;
alter table challenge add column goals text not null default '[]';
alter table challenge add column notes text;

-- Goal, target group and measures are JSON already; together they are the first goal.
update challenge
set goals = '[{"text":' || coalesce(goal, 'null') || ',"audience":' || coalesce(audience, 'null')
    || ',"measures":' || measures || '}]'
where goal is not null or audience is not null or measures <> '[]';

alter table challenge drop column goal;
alter table challenge drop column audience;
alter table challenge drop column measures;
