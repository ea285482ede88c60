-- Which rules a plan version breaks: the count alone told nobody where to look.
alter table plan add column broken jsonb not null default '[]';
