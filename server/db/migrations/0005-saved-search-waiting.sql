-- What had come into the person's sight by the last visit and could not be found yet: no visit has shown it.
alter table saved_search add column waiting uuid[] not null default '{}';
