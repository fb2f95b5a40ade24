-- What a campus shared with a unit that is no longer above it is read by that unit's people, and its own no more. Where the
-- index has not yet heard that it was shared with that unit, it still shows the resource to fewer, who may be its own.
create function note_moved_pending() returns trigger language plpgsql as $$
begin
  insert into index_pending (resource_id, revision)
  select resource.id, resource.revision
  from resource join graphile_worker.jobs on jobs.key = 'index:' || resource.id
  where resource.owner_campus_id = new.id and resource.sharing = 'unit'
    and resource.shared_with_unit_id = any (old.path) and not resource.shared_with_unit_id = any (new.path)
  on conflict (resource_id) do update set revision = excluded.revision, since = now();
  return null;
end $$;
create trigger unit_index_pending after update of path on unit
  for each row when (old.path is distinct from new.path) execute function note_moved_pending();
