-- What a document says of itself: title, subject and keywords, from which the fields of drafts are guessed.
alter table file_text add column properties jsonb not null default '{}';
