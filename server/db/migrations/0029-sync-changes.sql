-- The change feed: for each audience the last change of each thing that it sees or saw, so that a reader is told of what it
-- has to fetch or to forget. Written here, so that no way of changing something can forget it.
create sequence sync_change_number;
create table sync_change (
  -- "in": who has this unit on the line of a posting; "over": who oversees this unit and the campuses below it.
  reach text not null check (reach in ('in', 'over')),
  -- The nil id stands for the public.
  unit_id uuid not null,
  subject_kind text not null check (subject_kind in ('resource', 'plan')),
  subject_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  number bigint not null default nextval('sync_change_number'),
  primary key (reach, unit_id, subject_id)
);
create unique index sync_change_order on sync_change (reach, unit_id, xid, number);

create function note_sync_change(kind text, subject uuid, reached text, units uuid[]) returns void language sql as $$
  insert into sync_change (reach, unit_id, subject_kind, subject_id)
  select reached, unit_id, kind, subject
  from (select distinct unit_id from unnest(units) unit_id where unit_id is not null order by unit_id) audiences
  on conflict (reach, unit_id, subject_id) do update set xid = excluded.xid, number = excluded.number
$$;

-- With whom a resource is shared now; null where nobody but its author sees it.
create function sync_audience(resource resource) returns uuid language sql immutable as $$
  select case
    when resource.published_at is null or resource.archived_at is not null or resource.sharing = 'private' then null
    when resource.sharing = 'public' then '00000000-0000-0000-0000-000000000000'::uuid
    else resource.shared_with_unit_id
  end
$$;

create function note_resource_sync_change() returns trigger language plpgsql as $$
declare
  after_change uuid := sync_audience(new);
  before_change uuid := case when tg_op = 'UPDATE' then sync_audience(old) end;
begin
  if before_change is distinct from after_change
    or after_change is not null and old.public_revision <> new.public_revision then
    perform note_sync_change('resource', new.id, 'in', array[before_change, after_change]);
  end if;
  return null;
end $$;
create trigger resource_sync_change after insert or update on resource
  for each row execute function note_resource_sync_change();

-- Whether others than those who write it see a plan.
create function sync_is_read(plan plan) returns boolean language sql immutable as $$
  select plan.archived_at is null and (plan.current_number is not null or plan.upstream_id is not null)
$$;

create function note_plan_sync_change() returns trigger language plpgsql as $$
declare
  is_read boolean := sync_is_read(new);
  was_read boolean := tg_op = 'UPDATE' and sync_is_read(old);
begin
  if was_read is distinct from is_read
    or is_read and coalesce(old.current_number, old.revision) <> coalesce(new.current_number, new.revision) then
    perform note_sync_change('plan', new.id, 'in', array[new.unit_id]);
    perform note_sync_change('plan', new.id, 'over', (select path from unit where id = new.unit_id));
  end if;
  return null;
end $$;
create trigger plan_sync_change after insert or update on plan
  for each row execute function note_plan_sync_change();

-- A campus that comes under another group leaves the sight of who oversaw it, and comes into another's.
create function note_unit_sync_change() returns trigger language plpgsql as $$
begin
  perform note_sync_change('plan', plan.id, 'over', old.path || new.path)
  from plan where plan.unit_id = new.id and sync_is_read(plan);
  return null;
end $$;
create trigger unit_sync_change after update of path on unit
  for each row when (old.path is distinct from new.path) execute function note_unit_sync_change();

insert into sync_change (reach, unit_id, subject_kind, subject_id)
select 'in', sync_audience(resource), 'resource', id from resource where sync_audience(resource) is not null
union all
select 'in', unit_id, 'plan', id from plan where sync_is_read(plan)
union all
select 'over', unnest(unit.path), 'plan', plan.id from plan join unit on unit.id = plan.unit_id where sync_is_read(plan);
