-- Since when a copy's row is not as the revision has it that the copy took last; null while it is. Kept, since the row itself
-- may be written again, by a pull or by hand, without ceasing to differ.
alter table plan_row add column differs_since timestamptz;
-- The differences that a pull ended, with their reasons, so that undoing it brings them back as they were.
alter table plan_pull add column settled jsonb not null default '[]';

with base as (
  select copy.id as copy_id, (given.row ->> 'id')::uuid as id, given.row - 'id' as fields
  from plan copy
  join plan_revision revision on revision.plan_id = copy.upstream_id and revision.number = copy.taken_number
  cross join lateral jsonb_array_elements(revision.rows) as given (row)
), compared as (
  select ours.plan_id, ours.id,
    case when ours.dropped_at is null then ours.fields is distinct from base.fields else base.id is not null end as differs
  from plan_row ours
  join plan copy on copy.id = ours.plan_id and copy.upstream_id is not null
  left join base on base.copy_id = ours.plan_id and base.id = ours.id
)
update plan_row row
set differs_since = case when compared.differs then row.edited_at end,
  reason = case when compared.differs or row.dropped_at is not null then row.reason end
from compared
where row.plan_id = compared.plan_id and row.id = compared.id;
