-- A group's calendar of a term, or what a campus has otherwise than its group.
create table term_calendar (
  unit_id uuid not null references unit (id),
  term text not null,
  rules jsonb not null,
  revision integer not null default 1,
  edited_by uuid not null references person (id),
  edited_at timestamptz not null,
  primary key (unit_id, term)
);
