-- What earlier runs of a job did up to their last checkpoint, as a share of all its work: a re-run has only the rest to do.
alter table job add column work_done double precision not null default 0 check (work_done >= 0 and work_done < 1);
-- The share that was done when the run began.
alter table run add column work_before double precision not null default 0;
