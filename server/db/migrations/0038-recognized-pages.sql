-- Where the words stand that recognition found on the scanned pages of a file: runs as the packs of pictures have them, of which
-- these pages can tell none.
create table file_recognized_page (
  sha256 text not null references file_text (sha256) on delete cascade,
  page integer not null,
  runs jsonb not null,
  primary key (sha256, page)
);
