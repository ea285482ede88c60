-- What-if scenarios and their runs, and the queue they wait in.

create table scenario (
    id           integer generated always as identity primary key,
    name         text        not null unique,
    description  text        not null default '',
    -- the plan version it is laid on; null for the live state at the time of a run
    plan_version bigint references plan,
    -- plan seconds ahead, null for the base's own
    horizon_seconds bigint check (horizon_seconds > 0),
    changes      jsonb       not null,
    version      bigint      not null default 1,
    created_by   text        not null,
    created_at   timestamptz not null,
    updated_at   timestamptz not null
);

create table scenario_run (
    id           bigint generated always as identity primary key,
    -- null once its scenario was deleted; what it was is kept here
    scenario_id  integer references scenario on delete set null,
    name         text        not null,
    plan_version bigint,
    horizon_seconds bigint,
    changes      jsonb       not null,
    seeds        bigint[]    not null,
    steps        integer     not null,
    state        text        not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    cancel_asked boolean     not null default false,
    attempts     integer     not null default 0,
    -- the world it is laid on, as compressed JSON: taken when the run first begins, kept for its receipts
    base         bytea,
    progress     jsonb       not null default '{"solvesDone": 0, "curve": []}',
    result       jsonb,
    failure      text,
    created_by   text        not null,
    created_at   timestamptz not null,
    started_at   timestamptz,
    ended_at     timestamptz
);
create index scenario_run_by_scenario on scenario_run (scenario_id, id);

-- db-scheduler's table, as its release 16 documents it for PostgreSQL.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_task_by_time on scheduled_tasks (execution_time);
create index scheduled_task_by_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_task_by_priority on scheduled_tasks (priority desc, execution_time asc);
