-- The last exchange of a cluster's agent that was refused, and why.
alter table cluster
    add column refused_at     timestamptz,
    add column refusal_status integer,
    add column refusal        text;
