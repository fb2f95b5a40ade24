-- Files on their way (tus). With the last byte the row becomes an upload of the same id.
create table resumable_upload (
  id uuid primary key,
  person_id uuid not null references person (id),
  campus_id uuid not null references unit (id),
  size_bytes bigint not null check (size_bytes > 0),
  -- The Upload-Metadata header as it came: the protocol wants it given back.
  metadata text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  -- The request that may write to it, until then; renewed while it runs. Another that wants its turn says so.
  lock_token uuid,
  locked_until timestamptz,
  is_lock_wanted boolean not null default false
);
create index resumable_upload_person on resumable_upload (person_id);
create index resumable_upload_expiry on resumable_upload (expires_at);

-- What was said of a file when it came is said again to whoever asks again.
alter table upload add column warnings text[] not null default '{}';
