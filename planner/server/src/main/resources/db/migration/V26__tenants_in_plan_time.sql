-- When a tenant was made, in the time of the plan: its rate may change later.
alter table tenant add column plan_created timestamptz not null default now();
update tenant set plan_created = created_at;
