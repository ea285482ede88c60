-- Recorded workloads to be replayed, what is asked of them in the words of the command line, and what was found.
create table replay (
    id               bigint generated always as identity primary key,
    name             text        not null,
    -- a log in the standard workload format
    workload         text        not null,
    jobs             integer     not null,
    nodes            integer     not null,
    devices_per_node integer     not null,
    policies         text[]      not null,
    objective        text        not null,
    run_times        text        not null,
    world            text        not null,
    seed             bigint      not null,
    frozen_seconds   bigint      not null,
    state            text        not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_asked     boolean     not null default false,
    attempts         integer     not null default 0,
    -- the policy under way, and how many jobs have started under it
    policy           text,
    jobs_started     integer     not null default 0,
    -- of the policies that are through
    results          jsonb       not null default '[]',
    left_out         text[]      not null default '{}',
    failure          text,
    created_by       text        not null,
    created_at       timestamptz not null,
    started_at       timestamptz,
    ended_at         timestamptz
);
create index replay_by_state on replay (state, id);
