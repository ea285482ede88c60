-- What a version costs by constraint, and what the plan cost before.
alter table plan add column costs jsonb not null default '[]';

-- The weights of the score an administrator stated; without the row those of the configuration hold.
create table stated_weights (
    only_one   boolean primary key default true check (only_one),
    version    bigint      not null,
    weights    jsonb       not null,
    stated_by  text        not null,
    stated_at  timestamptz not null default now()
);

-- How long jobs waited that started lately.
create index run_by_first_start on run (plan_started) where attempt = 1;
