-- Only a number of things is promised as a range; of PFLOPS nothing ever read the upper end.
update target set at_most = null where measure = 'PFLOPS';
alter table target add check (at_most is null or measure <> 'PFLOPS');
