-- Zip files whose owners asked to have them unpacked, and what came out of each, in the order of the archive. It goes with
-- the upload: what was unpacked are uploads of their own.
create table unpacking (
  upload_id uuid primary key references upload (id) on delete cascade,
  status text not null default 'waiting' check (status in ('waiting', 'running', 'done', 'failed')),
  reason text,
  file_count integer,
  requested_at timestamptz not null
);
create table unpacked_file (
  upload_id uuid not null references unpacking (upload_id) on delete cascade,
  position integer not null,
  path text not null,
  unpacked_upload_id uuid references upload (id) on delete set null,
  reason text,
  primary key (upload_id, position)
);
create index unpacked_file_upload on unpacked_file (unpacked_upload_id) where unpacked_upload_id is not null;
