-- A class of a campus in one subject for a school year (三年级2班 语文): what teachers and ticks belong to.
create table taught_class (
  id uuid primary key,
  campus_id uuid not null references unit (id),
  -- 2026-2027
  school_year text not null,
  grade text not null,
  name text not null,
  subject text not null,
  created_at timestamptz not null,
  removed_at timestamptz,
  unique (campus_id, school_year, grade, subject, name)
);

create table class_teacher (
  class_id uuid not null references taught_class (id),
  person_id uuid not null references person (id),
  primary key (class_id, person_id)
);
create index class_teacher_person on class_teacher (person_id);

-- What a class has been taught. A row keeps its id in a plan and in its copies, so the tick holds for whichever is in use.
create table taught_row (
  class_id uuid not null references taught_class (id),
  row_id uuid not null,
  taught_on date not null,
  ticked_by uuid not null references person (id),
  ticked_at timestamptz not null,
  primary key (class_id, row_id)
);

-- A teacher's own words about a row, with what the row was called, so that they can be found when it is gone.
create table row_note (
  person_id uuid not null references person (id),
  campus_id uuid not null references unit (id),
  row_id uuid not null,
  term text not null,
  grade text not null,
  subject text not null,
  about text not null,
  text text not null,
  version integer not null default 1,
  edited_at timestamptz not null,
  primary key (person_id, campus_id, row_id)
);
