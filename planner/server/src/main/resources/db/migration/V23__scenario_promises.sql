-- What was promised when the base of a run was taken: a run that is taken up again, or replayed, tells of the same.
alter table scenario_run
    add column promises jsonb;
