-- Where an operator shows the logs of its cluster's runs: a URL with {run}, {job} and {cluster} to be filled in.
alter table cluster add column log_link text;

-- Cohorts are renamed by whoever read them last.
alter table cohort add column version bigint not null default 1;
