-- Ends of runs' logs, asked for at any replica and answered by the cluster's agent at the one it speaks to.
create table run_log (
    id          uuid primary key,
    run_id      uuid        not null references run (id) on delete cascade,
    cluster_id  integer     not null references cluster (id) on delete cascade,
    lines       integer     not null,
    asked_at    timestamptz not null default now(),
    answered_at timestamptz,
    tail        jsonb,
    truncated   boolean,
    problem     text
);
create index run_log_unanswered on run_log (cluster_id) where answered_at is null;
create index run_log_run on run_log (run_id);
