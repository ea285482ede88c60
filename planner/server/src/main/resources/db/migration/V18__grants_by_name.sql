-- Grants keep the names they were stated with, known or not: who may not know which tenants there are must not learn it here.
alter table dataset_grant add column tenant text;
update dataset_grant g set tenant = (select name from tenant where id = g.tenant_id);
drop index dataset_grant_by_tenant;
alter table dataset_grant
    drop column tenant_id,
    alter column tenant set not null,
    add primary key (dataset_id, tenant);
create index dataset_grant_by_tenant on dataset_grant (tenant);
