-- What the cluster's agent says of its dead-man's switch; null where there is none.

alter table cluster add column switch_seconds bigint;
