-- Fields of a draft that no person has set, each with where its value comes from; and the folders its files came from,
-- which the author alone is shown.
alter table resource_version add column guesses jsonb not null default '[]';
alter table resource add column folder text[] not null default '{}';

-- What was imported from a folder, so that importing it again goes on and makes nothing twice. The path can be longer
-- than an index takes: its hash stands for it.
create table imported_file (
  person_id uuid not null references person (id),
  path_sha256 text not null,
  path text not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  resource_id uuid not null references resource (id),
  imported_at timestamptz not null default now(),
  primary key (person_id, path_sha256, sha256)
);
create index imported_file_resource on imported_file (resource_id);
