-- Term plans: a group's or a campus's own, or a campus's copy of one (then it follows `upstream_id`).
create table plan (
  id uuid primary key,
  unit_id uuid not null references unit (id),
  title text not null,
  term text not null,
  subject text not null,
  grade text not null,
  edition text,
  volume text,
  periods_per_week integer not null,
  upstream_id uuid references plan (id),
  taken_number integer,
  taken_at timestamptz,
  is_pinned boolean not null default false,
  current_number integer,
  revision bigint not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  archived_at timestamptz,
  check ((upstream_id is null) = (taken_number is null)),
  check ((upstream_id is null) = (taken_at is null)),
  check (upstream_id is null or current_number is null)
);
create index plan_unit on plan (unit_id, created_at desc, id desc);
create index plan_upstream on plan (upstream_id) where upstream_id is not null;
-- One copy in use of each plan at each campus, however often it is adopted at once.
create unique index plan_one_copy on plan (unit_id, upstream_id)
  where upstream_id is not null and archived_at is null;

-- The rows as they are edited. `id` is the same in a plan and in its copies; a dropped row stays, so that it can come back.
create table plan_row (
  plan_id uuid not null references plan (id),
  id uuid not null,
  fields jsonb not null,
  reason text,
  version integer not null default 1,
  edited_by uuid not null references person (id),
  edited_at timestamptz not null,
  dropped_at timestamptz,
  primary key (plan_id, id)
);

-- What was published, whole: copies are merged against it and anybody can read it again.
create table plan_revision (
  plan_id uuid not null references plan (id),
  number integer not null,
  header jsonb not null,
  rows jsonb not null,
  note text not null default '',
  published_by uuid not null references person (id),
  published_at timestamptz not null,
  primary key (plan_id, number)
);
alter table plan add foreign key (upstream_id, taken_number) references plan_revision (plan_id, number);
alter table plan add foreign key (id, current_number) references plan_revision (plan_id, number);

create function refuse_plan_revision_change() returns trigger language plpgsql as $$
begin
  raise exception 'a published revision is immutable' using errcode = 'restrict_violation';
end $$;
create trigger plan_revision_immutable before update or delete on plan_revision
  for each row execute function refuse_plan_revision_change();
