-- What the plan has to obey beside quota: reservations, budgets, datasets.

create table reservation (
    id           integer generated always as identity primary key,
    version      bigint  not null default 1,
    created_at   timestamptz not null default now(),
    cluster_id   integer not null references cluster,
    -- null: every partition of the cluster
    partition_id integer references partition,
    -- null: closed for maintenance
    tenant_id    integer references tenant,
    devices      integer check (devices > 0),
    nodes        integer check (nodes > 0),
    plan_start   timestamptz not null,
    plan_end     timestamptz check (plan_end > plan_start),
    recurrence   jsonb,
    reason       text,
    check (devices is null or nodes is null),
    check (partition_id is not null or (devices is null and nodes is null)),
    check (recurrence is null or plan_end is not null)
);
create index reservation_by_cluster on reservation (cluster_id, id);
create index reservation_by_tenant on reservation (tenant_id, id);

create table budget (
    id          integer generated always as identity primary key,
    version     bigint  not null default 1,
    created_at  timestamptz not null default now(),
    tenant_id   integer not null references tenant,
    -- a year, a quarter or a month of the city's calendar: 2026, 2026-Q1, 2026-03
    calendar_window text not null,
    plan_from   timestamptz not null,
    plan_until  timestamptz not null check (plan_until > plan_from),
    pflops_days double precision not null check (pflops_days >= 0),
    unique (tenant_id, calendar_window)
);

create table dataset (
    id             integer generated always as identity primary key,
    version        bigint  not null default 1,
    created_at     timestamptz not null default now(),
    name           text    not null unique,
    sector         text    not null,
    steward        text    not null,
    licence        text    not null,
    size_gib       double precision not null check (size_gib >= 0),
    classification text    not null check (classification in ('OPEN', 'INTERNAL', 'CONFIDENTIAL')),
    -- whose data it is; null for what belongs to none
    owner_id       integer references tenant,
    description    text
);

create table dataset_grant (
    dataset_id integer not null references dataset on delete cascade,
    tenant_id  integer not null references tenant,
    primary key (dataset_id, tenant_id)
);
create index dataset_grant_by_tenant on dataset_grant (tenant_id);

-- The clusters it may be read on; none means any.
create table dataset_residency (
    dataset_id integer not null references dataset on delete cascade,
    cluster_id integer not null references cluster,
    primary key (dataset_id, cluster_id)
);

create table dataset_replica (
    dataset_id integer not null references dataset on delete cascade,
    cluster_id integer not null references cluster,
    location   text    not null,
    primary key (dataset_id, cluster_id)
);
