-- What is shared with a unit is no longer read by those below one that has left it. Where the index has not yet heard of that
-- sharing, it may still show the resource to just those: it knows of one with fewer, whom the unit held then. So all is noted
-- that is shared with a unit which something has left, and of which a job has yet to tell the index.
create function note_moved_pending() returns trigger language plpgsql as $$
begin
  insert into index_pending (resource_id, revision)
  select distinct resource.id, resource.revision
  from graphile_worker.jobs
  join resource on jobs.key = 'index:' || resource.id
  where resource.sharing = 'unit'
    and resource.shared_with_unit_id = any (old.path) and not resource.shared_with_unit_id = any (new.path)
  on conflict (resource_id) do update set revision = excluded.revision, since = now();
  return null;
end $$;
create trigger unit_index_pending after update of path on unit
  for each row when (old.path is distinct from new.path) execute function note_moved_pending();
