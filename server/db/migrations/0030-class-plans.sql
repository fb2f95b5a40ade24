-- The plan that a class follows in a term: the plan itself or, of a copy, the one that it is a copy of, so that adopting a
-- plan changes nothing for a class that follows it.
create table class_plan (
  class_id uuid not null references taught_class (id),
  term text not null,
  plan_id uuid not null references plan (id),
  chosen_by uuid not null references person (id),
  chosen_at timestamptz not null,
  primary key (class_id, term)
);

-- A class that was taught by a plan before classes had one stays with it.
insert into class_plan (class_id, term, plan_id, chosen_by, chosen_at)
select distinct on (class.id, plan.term)
  class.id, plan.term, coalesce(plan.upstream_id, plan.id), tick.ticked_by, tick.ticked_at
from taught_row tick
join taught_class class on class.id = tick.class_id
join unit campus on campus.id = class.campus_id
join plan_row row on row.id = tick.row_id
join plan on plan.id = row.plan_id and plan.unit_id = any(campus.path)
order by class.id, plan.term, tick.ticked_at desc, plan.id;
