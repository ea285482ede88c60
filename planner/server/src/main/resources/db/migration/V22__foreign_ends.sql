-- When devices that others use are assumed free: [{"at": plan time, "milliDevices": thousandths}], in the order of time.
alter table node add column foreign_ends jsonb not null default '[]';

-- What agents told before was read without it: they tell it again.
update cluster set inventory_digest = null;
