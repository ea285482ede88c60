-- What an administrator states of accelerator models, laid over the catalogue's files. Versions rise over all of them and
-- never come back: what was taken back stays as a row without an entry.
create sequence catalogue_override_version;

create table catalogue_override (
    key        text        primary key,
    version    bigint      not null default nextval('catalogue_override_version'),
    entry      jsonb,
    stated_by  text        not null,
    stated_at  timestamptz not null default now()
);
