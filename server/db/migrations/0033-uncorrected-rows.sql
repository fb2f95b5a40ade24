-- The rows of a revision that are marked as important corrections, as they were before they were corrected: a copy has a
-- correction where merging it into the copy's row would change nothing.
alter table plan_revision add column uncorrected jsonb not null default '[]';

alter table plan_revision disable trigger plan_revision_immutable;
with published as (
  select revision.plan_id, revision.number, given.row ->> 'id' as id, given.row, given.place,
    (given.row ->> 'isCorrection')::boolean as is_marked
  from plan_revision revision
  cross join lateral jsonb_array_elements(revision.rows) with ordinality as given (row, place)
), corrected as (
  select later.plan_id, later.number, later.place, later.row,
    (select earlier.row from published earlier
      where earlier.plan_id = later.plan_id and earlier.id = later.id and earlier.number < later.number
        and not earlier.is_marked
      order by earlier.number desc limit 1) as unmarked,
    (select earlier.row from published earlier
      where earlier.plan_id = later.plan_id and earlier.id = later.id and earlier.number < later.number
      order by earlier.number limit 1) as first
  from published later where later.is_marked
), uncorrected as (
  select plan_id, number, jsonb_agg(
    case
      when unmarked is null then row || '{"unit": "", "lesson": "", "textbookNodeId": null, "content": "", "periods": 1,
        "homework": "", "equipment": "", "notes": "", "links": []}'
      when unmarked - '{isCorrection,order}'::text[] <> row - '{isCorrection,order}'::text[] then unmarked
      else first
    end || '{"isCorrection": false}' order by place) as rows
  from corrected group by plan_id, number
)
update plan_revision revision set uncorrected = uncorrected.rows
from uncorrected where uncorrected.plan_id = revision.plan_id and uncorrected.number = revision.number;
alter table plan_revision enable trigger plan_revision_immutable;
