-- A token may be bound to reading.
alter table access_token add column read_only boolean not null default false;
create index audit_by_time on audit (at);
