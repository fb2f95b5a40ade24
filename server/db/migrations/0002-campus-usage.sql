-- What a campus holds is summed with every upload: from two indexes, not from three tables of everybody's.
alter table resource_file add column campus_id uuid;
alter table resource_file disable trigger resource_file_immutable;
update resource_file set campus_id = resource.owner_campus_id
  from resource_version join resource on resource.id = resource_version.resource_id
  where resource_version.id = resource_file.version_id;
alter table resource_file enable trigger resource_file_immutable;
alter table resource_file alter column campus_id set not null, add foreign key (campus_id) references unit (id);
create index resource_file_campus on resource_file (campus_id, sha256) include (size_bytes);
create index upload_campus on upload (campus_id, sha256) include (size_bytes);

-- A resource stays with the campus that it was made at, so this never changes afterwards.
create function note_campus_of_file() returns trigger language plpgsql as $$
begin
  select resource.owner_campus_id into new.campus_id
    from resource_version join resource on resource.id = resource_version.resource_id
    where resource_version.id = new.version_id;
  return new;
end $$;
create trigger resource_file_campus before insert on resource_file
  for each row execute function note_campus_of_file();
