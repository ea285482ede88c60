-- The figures of closed months. What is frozen is never changed; a correction is an entry beside it.

create table report (
    id         integer generated always as identity primary key,
    -- of the city's calendar, such as 2026-03
    month      text not null unique,
    plan_from  timestamptz not null,
    plan_until timestamptz not null,
    frozen_at  timestamptz not null default now()
);

create table report_line (
    report_id integer not null references report,
    -- CITY, OPERATOR, VENDOR, SECTOR, TENANT
    dimension text    not null,
    name      text    not null,
    tenant_id integer references tenant,
    figure    text    not null,
    value     double precision not null,
    primary key (report_id, dimension, name, figure)
);

create table report_correction (
    id        integer generated always as identity primary key,
    report_id integer     not null references report,
    dimension text        not null,
    name      text        not null,
    figure    text        not null,
    value     double precision not null,
    reason    text        not null,
    actor     text        not null,
    at        timestamptz not null default now()
);
create index report_correction_by_report on report_correction (report_id, id);
