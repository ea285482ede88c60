-- What the operator said at the API to lend; it goes before what the agent passes on.
alter table cluster add column stated_offer jsonb;
