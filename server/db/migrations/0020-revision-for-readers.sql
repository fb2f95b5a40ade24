-- Counts what others than the author see change, so that their ETag tells nothing of a draft that is being edited.
alter table resource add column public_revision integer not null default 1;
