-- Who has a plan open that they write: one row for each stream of events. Nothing is lost with it.
create unlogged table plan_presence (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  person_id uuid not null references person (id),
  seen_at timestamptz not null default now()
);
create index plan_presence_plan on plan_presence (plan_id, seen_at);
