-- Exaplan's memory. Wall time: columns ending in _at. Plan time (what jobs and reservations live on): columns named plan_*.
-- Runs, plans, transitions and audit are append-only in meaning: rows change state forward, none is deleted by the product.

create table installation (
    only_row        boolean primary key default true check (only_row),
    database_id     uuid             not null default gen_random_uuid(),
    created_at      timestamptz      not null default now(),
    -- plan time = plan_anchor + (wall time - anchored_at) * plan_rate
    anchored_at     timestamptz      not null,
    plan_anchor     timestamptz      not null,
    plan_rate       double precision not null check (plan_rate > 0)
);

create table leadership (
    only_row   boolean primary key default true check (only_row),
    epoch      bigint      not null,
    holder     text        not null,
    expires_at timestamptz not null
);
insert into leadership (epoch, holder, expires_at) values (0, 'nobody', '-infinity');

create table cohort (
    id   integer generated always as identity primary key,
    name text not null unique
);

create table tenant (
    id                     integer generated always as identity primary key,
    name                   text    not null unique,
    kind                   text    not null check (kind in ('INCUBATOR', 'TRAINING_GROUND', 'ENABLING_CENTRE', 'SERVICE_OPERATOR')),
    sector                 text    not null,
    cohort_id              integer references cohort,
    nominal_pflops         double precision check (nominal_pflops >= 0),
    borrowing_limit_pflops double precision check (borrowing_limit_pflops >= 0),
    lending_limit_pflops   double precision check (lending_limit_pflops >= 0),
    weight                 double precision not null default 1 check (weight > 0),
    version                bigint  not null default 1,
    created_at             timestamptz not null default now()
);

create table cluster (
    id                integer generated always as identity primary key,
    name              text   not null unique,
    operator          text   not null,
    state             text   not null default 'ACTIVE' check (state in ('ACTIVE', 'DRAINING', 'INACTIVE')),
    version           bigint not null default 1,
    created_at        timestamptz not null default now(),
    session_epoch     bigint not null default 0,
    session_instance  text,
    last_sequence     bigint not null default 0,
    agent_version     text,
    protocol_version  integer,
    last_sync_at      timestamptz,
    freshness         text   not null default 'LOST' check (freshness in ('FRESH', 'STALE', 'LOST')),
    inventory_digest  text,
    offer             jsonb,
    -- the newest orders written for this cluster; a poll waits for a greater one
    orders_epoch      bigint not null default 0,
    orders_revision   bigint not null default 0
);

create table partition (
    id                integer generated always as identity primary key,
    cluster_id        integer not null references cluster,
    name              text    not null,
    accelerator_model text    not null,
    devices_per_node  integer not null check (devices_per_node > 0),
    unique (cluster_id, name)
);

create table node (
    id                 bigint generated always as identity primary key,
    cluster_id         integer not null references cluster,
    partition_id       integer references partition,
    name               text    not null,
    accelerator_model  text    not null,
    nominal_devices    integer not null,
    unhealthy_devices  integer[] not null default '{}',
    foreign_milli      bigint  not null default 0,
    cpu_milli          bigint  not null,
    memory_mib         bigint  not null,
    block              text,
    rack               text,
    ready              boolean not null,
    cordoned           boolean not null,
    quarantine         text,
    busy_fraction      double precision,
    watts              double precision,
    usage_at           timestamptz,
    gone_at            timestamptz,
    unique (cluster_id, name)
);
create index node_by_partition on node (partition_id) where gone_at is null;

-- Bearer credentials of people, programs, agents; only the SHA-256 of a token is stored.
create table access_token (
    id           bigint generated always as identity primary key,
    name         text        not null,
    role         text        not null check (role in ('ADMIN', 'PLANNER', 'CLUSTER_ADMIN', 'MEMBER', 'VIEWER', 'AGENT', 'JOIN')),
    hash         bytea       not null unique,
    tenant_id    integer references tenant,
    cluster_id   integer references cluster,
    created_at   timestamptz not null default now(),
    created_by   text        not null,
    expires_at   timestamptz,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    check ((role = 'MEMBER') = (tenant_id is not null)),
    check ((role in ('CLUSTER_ADMIN', 'AGENT', 'JOIN')) = (cluster_id is not null))
);

create table job (
    id              bigint generated always as identity primary key,
    tenant_id       integer     not null references tenant,
    name            text        not null,
    kind            text        not null check (kind in ('TRAINING', 'INFERENCE')),
    state           text        not null default 'QUEUED' check (state in
                        ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'SUSPENDED')),
    -- what people want of it while it is ACTIVE; its run is told to stop, the state follows when it has
    wish            text        not null default 'RUN' check (wish in ('RUN', 'CANCEL', 'SUSPEND')),
    spec            jsonb       not null,
    submitted_by    text        not null,
    submitted_at    timestamptz not null default now(),
    plan_submitted  timestamptz not null,
    attempts        integer     not null default 0,
    -- what keeps it from starting, all that apply: [{"type", "message", "partition"?}]
    conditions      jsonb       not null default '[{"type": "PendingEvaluation", "message": "not looked at yet"}]',
    -- rises with every change a planner must notice
    revision        bigint      not null default 1,
    -- the revision the active plan has taken into account
    planned_revision bigint     not null default 0,
    plan_ended      timestamptz
);
create index job_live on job (id) where state in ('QUEUED', 'SCHEDULED', 'ACTIVE', 'SUSPENDED');
create index job_unplanned on job (id) where planned_revision < revision;
create index job_by_tenant on job (tenant_id, id);
create index job_by_state on job (state, id);
create index job_wanted_to_stop on job (id) where state = 'ACTIVE' and wish <> 'RUN';

create table job_transition (
    id         bigint generated always as identity primary key,
    job_id     bigint      not null references job,
    at         timestamptz not null default now(),
    plan_time  timestamptz not null,
    from_state text,
    to_state   text        not null,
    actor      text        not null,
    reason     text        not null
);
create index job_transition_by_job on job_transition (job_id, id);

create table plan (
    version      bigint generated always as identity primary key,
    leader_epoch bigint      not null,
    published_at timestamptz not null default now(),
    plan_time    timestamptz not null,
    cause        text        not null,
    score_hard   bigint      not null,
    score_medium bigint      not null,
    score_soft   bigint      not null,
    kpis         jsonb       not null,
    receipt      jsonb       not null
);

-- The problem a recent plan was made from: compressed JSON, whose hash its receipt carries. Older ones are dropped.
create table plan_problem (
    version bigint primary key references plan,
    problem bytea  not null
);

-- The active plan: where and when each waiting or running job has its place.
create table allocation (
    job_id       bigint primary key references job,
    partition_id integer     not null references partition,
    plan_start   timestamptz not null,
    plan_end     timestamptz,
    width        integer     not null check (width > 0),
    version      bigint      not null references plan,
    revision     bigint      not null
);
create index allocation_by_start on allocation (plan_start);

-- Every decision ever made, in order: a plan version is its changes and those before it.
create table allocation_change (
    version           bigint      not null references plan,
    revision          bigint      not null,
    job_id            bigint      not null references job,
    at                timestamptz not null default now(),
    reason            text        not null,
    from_partition_id integer,
    from_start        timestamptz,
    to_partition_id   integer,
    to_start          timestamptz,
    width             integer,
    primary key (version, revision, job_id)
);
create index allocation_change_by_job on allocation_change (job_id, version, revision);

create table run (
    id             uuid primary key,
    job_id         bigint      not null references job,
    attempt        integer     not null,
    cluster_id     integer     not null references cluster,
    partition_id   integer     not null references partition,
    state          text        not null check (state in
                       ('LEASED', 'STARTING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'PREEMPTED', 'LOST')),
    generation     integer     not null default 1,
    width          integer     not null,
    spec           jsonb       not null,
    leader_epoch   bigint      not null,
    plan_version   bigint      not null references plan,
    leased_at      timestamptz not null default now(),
    plan_leased    timestamptz not null,
    plan_started   timestamptz,
    plan_expected_end timestamptz,
    plan_ended     timestamptz,
    stop_reason    text,
    stop_ordered_at timestamptz,
    -- the cluster's orders_revision that first told the agent to stop; null while a mass stop waits for its operator
    stop_revision  bigint,
    mass_stop_id   bigint,
    overruns       integer     not null default 0,
    -- run time in plan seconds after which it is ordered to end, should its cluster not have ended it
    max_seconds    bigint,
    -- for a service: the hour of the day its replicas were last set for, -1 when that has to be tried again
    replicas_hour  integer,
    -- the names of all nodes it stands on, as its specification has them
    nodes          text[]      not null default '{}',
    -- a LOST run given up for a newer one under RESCHEDULE or by an operator's word
    given_up       boolean     not null default false,
    exit_code      integer,
    reason         text,
    message        text,
    -- the transaction that changed it last: what a reader must see that has read everything before a snapshot
    changed_in     xid8        not null default pg_current_xact_id(),
    unique (job_id, attempt)
);
create index run_by_change on run (changed_in);
-- At most one run of a job is active, whatever any planner believes: LOST counts until it is resolved.
create unique index one_active_run_per_job on run (job_id)
    where state in ('LEASED', 'STARTING', 'RUNNING') or (state = 'LOST' and not given_up);
-- what ended last, first
create index run_by_end on run (coalesce(plan_ended, plan_leased), id);
create index run_active_by_cluster on run (cluster_id)
    where state in ('LEASED', 'STARTING', 'RUNNING', 'LOST');

create table run_transition (
    id         bigint generated always as identity primary key,
    run_id     uuid        not null references run,
    at         timestamptz not null default now(),
    plan_time  timestamptz not null,
    from_state text,
    to_state   text        not null,
    actor      text        not null,
    reason     text        not null
);
create index run_transition_by_run on run_transition (run_id, id);

-- Runs an agent holds that the planner does not know, until an operator says what to do.
create table orphan (
    run_id      text        not null,
    cluster_id  integer     not null references cluster,
    job_id      bigint,
    state       text        not null,
    first_seen_at timestamptz not null default now(),
    last_seen_at  timestamptz not null default now(),
    explanation text        not null,
    stop_confirmed_by text,
    gone_at     timestamptz,
    primary key (cluster_id, run_id)
);
create index orphan_by_job on orphan (job_id) where gone_at is null;

-- An order to stop many runs of a cluster at once waits for the operator.
create table mass_stop (
    id           bigint generated always as identity primary key,
    cluster_id   integer     not null references cluster,
    asked_at     timestamptz not null default now(),
    run_ids      uuid[]      not null,
    reason       text        not null,
    confirmed_by text,
    confirmed_at timestamptz
);
alter table run add foreign key (mass_stop_id) references mass_stop;

-- What the node placer refused lately, so that the same plan is not made again.
create table cut (
    id            bigint generated always as identity primary key,
    partition_id  integer     not null references partition,
    milli_devices integer     not null,
    cpu_milli     bigint      not null,
    memory_mib    bigint      not null,
    workers       integer     not null,
    plan_until    timestamptz not null,
    reason        text        not null
);
create index cut_by_partition on cut (partition_id, plan_until);

create table idempotency_key (
    token_id     bigint      not null references access_token on delete cascade,
    key          text        not null,
    request_hash bytea       not null,
    status       integer,
    body         jsonb,
    location     text,
    created_at   timestamptz not null default now(),
    primary key (token_id, key)
);

create table audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    actor   text        not null,
    action  text        not null,
    subject text        not null,
    before  jsonb,
    after   jsonb,
    reason  text
);
create index audit_by_subject on audit (subject, id);

-- What event streams are fed from; kept for a configurable time so that a stream that was cut can resume.
create table event (
    id         bigint generated always as identity primary key,
    -- Ids are drawn before the commit, so a higher one may be visible earlier. Readers go by (tx, id) and read only what
    -- lies before every transaction still open: nothing ever appears behind them.
    tx         xid8        not null default pg_current_xact_id(),
    at         timestamptz not null default now(),
    type       text        not null,
    tenant_id  integer references tenant,
    cluster_id integer references cluster,
    payload    jsonb       not null
);
create index event_in_order on event (tx, id);
create index event_by_age on event (at);
