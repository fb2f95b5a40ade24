-- Pictures of files, by content: derived, made by the indexer, made again at any time. All pictures of a file are one blob,
-- the pack, page after page, of each page the sizes from the smallest to the largest.
create table file_preview (
  sha256 text primary key references blob (sha256) on delete cascade,
  status text not null check (status in ('ready', 'none', 'failed')),
  reason text,
  page_count integer,
  duration_ms bigint,
  pack_sha256 text references blob (sha256),
  made_at timestamptz not null
);
create index file_preview_pack on file_preview (pack_sha256) where pack_sha256 is not null;

create table file_preview_page (
  sha256 text not null references file_preview (sha256) on delete cascade,
  page integer not null check (page >= 1),
  width integer not null,
  height integer not null,
  starts_at bigint not null,
  thumbnail_bytes integer not null,
  view_bytes integer not null,
  screen_bytes integer not null,
  primary key (sha256, page)
);

-- As with texts: that others published the same bytes earlier must not be told by pictures being there at once.
create table file_preview_awaited (
  version_id uuid not null references resource_version (id),
  sha256 text not null references blob (sha256),
  primary key (version_id, sha256)
);
create index file_preview_awaited_sha256 on file_preview_awaited (sha256);
