-- A token made by rotation goes on where the one before it stood: keys of requests belong to the first of them.
alter table access_token add column first_id bigint references access_token;

-- Answers that show a secret are sealed with their bearer's own; the others are told again to whoever holds the token then.
alter table idempotency_key add column sealed boolean not null default true;

-- Names of tokens are free; these are not.
alter table audit add column token_id   bigint references access_token;
alter table audit add column role       text;
alter table audit add column tenant_id  integer references tenant;
alter table audit add column cluster_id integer references cluster;
create index audit_by_token on audit (token_id, id) where token_id is not null;

-- What all replicas know and nobody else: cursors are sealed with it where the items of their list withhold a number.
alter table installation add column cursor_key bytea not null
    default decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex');
