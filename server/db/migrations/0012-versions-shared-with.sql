-- With whom each version was shared while it was the current one: who may see a resource now may not therefore read what
-- its author kept for fewer people before. Written here, so that no way of publishing or sharing can forget it.
create table version_shared_with (
  version_id uuid not null references resource_version (id),
  -- Null for the public.
  unit_id uuid references unit (id),
  unique nulls not distinct (version_id, unit_id)
);

create function note_version_shared_with() returns trigger language plpgsql as $$
begin
  if new.current_version_id is not null and new.sharing <> 'private' then
    insert into version_shared_with (version_id, unit_id)
    values (new.current_version_id, new.shared_with_unit_id) on conflict do nothing;
  end if;
  return null;
end $$;
create trigger resource_version_shared_with
  after insert or update of current_version_id, sharing, shared_with_unit_id on resource
  for each row execute function note_version_shared_with();

-- Of what was published earlier nobody noted this: it stays readable to those who may read it now.
insert into version_shared_with (version_id, unit_id)
select version.id, resource.shared_with_unit_id
from resource_version version join resource on resource.id = version.resource_id
where version.published_at is not null and resource.sharing <> 'private';
