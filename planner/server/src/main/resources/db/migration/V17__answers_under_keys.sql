-- A key keeps what its request changed and, sealed, what it was answered. It is written with the change, its answer thereafter.
alter table idempotency_key
    drop column status,
    drop column body,
    add column subjects text[] not null default '{}',
    add column answer   bytea;
update idempotency_key set subjects = array[location] where location is not null;
alter table idempotency_key drop column location;
