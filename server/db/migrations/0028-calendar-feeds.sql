-- Addresses at which a phone fetches what a person may see. Only the hash of the secret in the address is kept.
create table calendar_feed (
  id uuid primary key,
  person_id uuid not null references person (id),
  -- null: the own teaching weeks
  plan_id uuid references plan (id),
  token_hash text not null unique,
  created_at timestamptz not null,
  fetched_at timestamptz,
  -- What was answered last, and since when: for conditional requests.
  content_hash text not null default '',
  changed_at timestamptz not null
);
create index calendar_feed_person on calendar_feed (person_id);
