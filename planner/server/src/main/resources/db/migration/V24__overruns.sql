-- What only runs over their time break is told apart; of versions from before it is not known.
update plan set broken = (select jsonb_agg(rule || '{"overrun": false}') from jsonb_array_elements(broken) as each (rule))
where jsonb_array_length(broken) > 0;
