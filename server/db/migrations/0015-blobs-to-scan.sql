-- Pictures of files are blobs as well, but made here: nobody scans them unless somebody brings the same bytes.
alter table blob add column is_made boolean not null default false;
update blob set is_made = true
where exists (select 1 from file_preview where pack_sha256 = blob.sha256)
  and not exists (select 1 from resource_file where resource_file.sha256 = blob.sha256)
  and not exists (select 1 from upload where upload.sha256 = blob.sha256);

-- What is yet to be scanned: empty where all has been, however large the library is.
create index blob_to_scan on blob (sha256) where scan_status in ('waiting', 'unscanned') and not is_made;

create index scan_awaited_person on scan_awaited (person_id);

-- What a scanner had said of bytes that an administrator has released all the same: the same finding holds them no more,
-- another does.
alter table blob add column released_finding text;
