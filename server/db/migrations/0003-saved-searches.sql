-- Questions that a person keeps. `visited_at`: what became visible later is new to them.
create table saved_search (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  name text not null,
  question jsonb not null,
  created_at timestamptz not null,
  visited_at timestamptz not null
);
create index saved_search_person on saved_search (person_id, created_at desc, id desc);

-- What came into somebody's sight without being published: read from a moment on.
create index event_shown on event (at) where kind in ('resource.sharing-changed', 'resource.unarchived');
