-- How often something that may be guessed was tried, by what counts as one attempter: only a keyed hash of that is kept.
-- Unlogged, since callers wait for one another's commit on the same row: a crash of PostgreSQL itself forgets the counts.
create unlogged table attempt_count (
  key_hash text primary key,
  attempts integer not null,
  until_at timestamptz not null
);
create index attempt_count_until on attempt_count (until_at);
