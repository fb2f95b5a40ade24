-- Where the words of the pages stand, so that those of a question can be marked on the pictures: the last part of the pack. Of no
-- bytes where the file has no words; null where the pictures were drawn before words were kept with them.
alter table file_preview add column words_starts_at bigint, add column words_bytes integer;
