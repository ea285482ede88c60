-- Scenarios look ahead job by job, or months ahead in weekly lots.
alter table scenario
    add column mode text not null default 'OPERATIONAL' check (mode in ('OPERATIONAL', 'STRATEGIC'));
alter table scenario_run
    add column mode text not null default 'OPERATIONAL' check (mode in ('OPERATIONAL', 'STRATEGIC'));
