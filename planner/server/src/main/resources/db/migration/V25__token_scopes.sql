-- What a token may change of what its role may: null everything, empty nothing.
alter table access_token add column scopes text[];
update access_token set scopes = '{}' where read_only;
alter table access_token drop column read_only;
