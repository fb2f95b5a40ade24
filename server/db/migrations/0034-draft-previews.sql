-- Pictures are made of the files of drafts too, behind all others. As with those of published versions: that others have the same
-- bytes must not be told by pictures being there at once, so that they are a draft's only once the indexer has released them to it.
create table draft_preview (
  version_id uuid not null references resource_version (id) on delete cascade,
  sha256 text not null references blob (sha256) on delete cascade,
  is_released boolean not null default false,
  primary key (version_id, sha256)
);
create index draft_preview_sha256 on draft_preview (sha256);

insert into draft_preview (version_id, sha256)
select distinct file.version_id, file.sha256 from resource_file file
join resource_version version on version.id = file.version_id and version.published_at is null;
