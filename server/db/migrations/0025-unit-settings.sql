-- What a unit has set for itself where a proposal comes with the program: a bureau's public holidays of a year, a group's
-- periods a week.
create table unit_setting (
  unit_id uuid not null references unit (id),
  name text not null,
  value jsonb not null,
  revision integer not null default 1,
  edited_by uuid not null references person (id),
  edited_at timestamptz not null,
  primary key (unit_id, name)
);
