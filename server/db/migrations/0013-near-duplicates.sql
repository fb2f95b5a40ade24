-- What tells how much of a file's text another text has (search/sketch-text.ts), by content. Derived; empty where there is
-- too little text to compare. Of a text without a row the sketch is still to be made.
create table text_sketch (
  sha256 text primary key references file_text (sha256) on delete cascade,
  pair_count integer not null,
  minima integer[] not null,
  bands integer[] not null
);
-- Without a list of what is yet to be sorted in, which every search would have to read.
create index text_sketch_bands on text_sketch using gin (bands) with (fastupdate = off);

-- Bytes that a person has uploaded and that the indexer has not yet read, or looked up, for this person: whether others
-- had them earlier must not be told by how soon it is known what is like them.
create table upload_text_awaited (
  person_id uuid not null references person (id),
  sha256 text not null references blob (sha256) on delete cascade,
  primary key (person_id, sha256)
);
create index upload_text_awaited_sha256 on upload_text_awaited (sha256);

-- What was uploaded, or waits in a draft, may have text and has not been read so far.
insert into upload_text_awaited (person_id, sha256)
select own.person_id, own.sha256 from (
  select person_id, sha256, media_type from upload
  union
  select resource.author_id, resource_file.sha256, resource_file.media_type from resource_file
  join resource_version version on version.id = resource_file.version_id
  join resource on resource.id = version.resource_id
  where version.published_at is null and resource.archived_at is null
) own
where own.media_type ~
    '^text/|officedocument|opendocument|wps-office|ms-?(word|excel|powerpoint)|pdf|rtf|epub|xhtml|ole-storage'
  and not exists (select 1 from file_text where file_text.sha256 = own.sha256)
group by own.person_id, own.sha256;
