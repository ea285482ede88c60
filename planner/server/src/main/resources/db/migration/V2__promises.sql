-- What is promised: targets, capacity declared without an agent, deliveries; and what the funnel was over time.

create table target (
    id             integer generated always as identity primary key,
    version        bigint  not null default 1,
    created_at     timestamptz not null default now(),
    name           text    not null unique,
    scope          text    not null check (scope in ('CITY', 'COHORT', 'TENANT')),
    cohort_id      integer references cohort,
    tenant_id      integer references tenant,
    measure        text    not null check (measure in ('PFLOPS', 'COUNT')),
    level          text    check (level in ('INSTALLED', 'REPORTING', 'SCHEDULABLE', 'ALLOCATED', 'BUSY')),
    counted        text,
    at_least       double precision not null check (at_least > 0),
    at_most        double precision check (at_most >= at_least),
    plan_from      timestamptz,
    plan_by        timestamptz not null,
    reported_value double precision check (reported_value >= 0),
    document       text,
    check ((scope = 'COHORT') = (cohort_id is not null)),
    check ((scope = 'TENANT') = (tenant_id is not null)),
    check ((measure = 'PFLOPS') = (level is not null)),
    check ((measure = 'COUNT') = (counted is not null)),
    check (plan_from is null or plan_from < plan_by)
);

create table declared_capacity (
    id            integer generated always as identity primary key,
    version       bigint  not null default 1,
    created_at    timestamptz not null default now(),
    operator      text    not null,
    site          text    not null,
    model         text,
    devices       integer check (devices > 0),
    stated_pflops double precision check (stated_pflops > 0),
    precision     text    not null,
    sparsity      text    not null check (sparsity in ('DENSE', 'SPARSE')),
    document      text    not null,
    plan_from     timestamptz not null,
    plan_until    timestamptz check (plan_until > plan_from),
    -- the cluster whose agent reports these devices by now
    replaced_by   integer references cluster,
    unique (operator, site, model, plan_from),
    check ((model is null) = (devices is null)),
    check (model is not null or stated_pflops is not null)
);

create table delivery (
    id                   integer generated always as identity primary key,
    version              bigint  not null default 1,
    created_at           timestamptz not null default now(),
    operator             text    not null,
    cluster_id           integer references cluster,
    model                text    not null,
    devices              integer not null check (devices > 0),
    plan_expected        timestamptz not null,
    document             text,
    state                text    not null default 'ANNOUNCED' check (state in ('ANNOUNCED', 'ARRIVED', 'CANCELLED')),
    plan_closed          timestamptz,
    declared_capacity_id integer references declared_capacity on delete set null,
    check ((state = 'ANNOUNCED') = (plan_closed is null))
);
create index delivery_announced on delivery (plan_expected) where state = 'ANNOUNCED';

-- The funnel as it was: dense FP16/BF16 vendor-peak PFLOPS and thousandths of devices, by the catalogue of that time.
create table capacity_sample (
    scope             text not null check (scope in ('CITY', 'MODEL', 'CLUSTER')),
    name              text not null,
    plan_time         timestamptz not null,
    declared          double precision not null,
    installed         double precision not null,
    reporting         double precision not null,
    schedulable       double precision not null,
    allocated         double precision not null,
    busy              double precision,
    installed_milli   bigint not null,
    schedulable_milli bigint not null,
    allocated_milli   bigint not null,
    primary key (scope, name, plan_time)
);
create index capacity_sample_by_age on capacity_sample (plan_time);
