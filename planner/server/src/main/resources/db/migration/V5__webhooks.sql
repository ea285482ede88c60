-- Whom a tenant wants told of what happens to its jobs, and what became of each message.

create table webhook (
    id         integer generated always as identity primary key,
    version    bigint  not null default 1,
    tenant_id  integer not null references tenant,
    url        text    not null,
    -- the key of the signatures; shown once to whoever made the webhook
    secret     text    not null,
    events     text[]  not null,
    active     boolean not null default true,
    created_at timestamptz not null default now(),
    created_by text    not null
);
create index webhook_by_tenant on webhook (tenant_id, id);

create table webhook_delivery (
    id              bigint generated always as identity primary key,
    webhook_id      integer not null references webhook on delete cascade,
    event_type      text    not null,
    job_id          bigint,
    body            text    not null,
    created_at      timestamptz not null,
    state           text    not null default 'PENDING' check (state in ('PENDING', 'DELIVERED', 'GIVEN_UP')),
    attempts        integer not null default 0,
    next_attempt_at timestamptz not null,
    last_attempt_at timestamptz,
    last_status     integer,
    last_error      text
);
create index webhook_delivery_due on webhook_delivery (next_attempt_at) where state = 'PENDING';
create index webhook_delivery_by_webhook on webhook_delivery (webhook_id, id);
create index webhook_delivery_by_age on webhook_delivery (created_at);

-- How far the events have been turned into messages.
create table webhook_position (
    only_row boolean primary key default true check (only_row),
    tx       bigint not null,
    event_id bigint not null
);
