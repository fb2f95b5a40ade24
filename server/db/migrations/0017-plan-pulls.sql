-- What taking a newer revision changed in a copy, so that it can be undone: the rows as they were and as they became.
create table plan_pull (
  id uuid primary key,
  plan_id uuid not null references plan (id),
  from_number integer not null,
  to_number integer not null,
  from_taken_at timestamptz not null,
  before jsonb not null,
  after jsonb not null,
  pulled_by uuid not null references person (id),
  pulled_at timestamptz not null,
  undone_at timestamptz
);
create index plan_pull_latest on plan_pull (plan_id, pulled_at desc) where undone_at is null;
