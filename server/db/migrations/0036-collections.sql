-- Curated collections of resources and what is proposed to become one: a tree of sections whose root is the collection.
create table collection (
  id uuid primary key,
  unit_id uuid not null references unit (id),
  proposer_id uuid not null references person (id),
  title text not null,
  summary text not null default '',
  state text not null check (state in ('draft', 'waiting', 'curated', 'declined')),
  -- The top folder that it was made of; null where a person began it.
  folder text,
  reason text not null default '',
  decided_by uuid references person (id),
  decided_at timestamptz,
  submitted_at timestamptz,
  revision bigint not null default 1,
  created_at timestamptz not null,
  removed_at timestamptz,
  check (state not in ('curated', 'declined') or decided_at is not null),
  check (state <> 'waiting' or submitted_at is not null)
);
create index collection_unit on collection (unit_id, state);
create index collection_proposer on collection (proposer_id, created_at desc, id desc);

create table collection_section (
  id uuid primary key,
  collection_id uuid not null references collection (id),
  parent_id uuid,
  title text not null,
  summary text not null default '',
  -- The name of the folder that it was made of, whatever it is called now.
  folder text,
  position integer not null,
  unique (collection_id, id),
  foreign key (collection_id, parent_id) references collection_section (collection_id, id)
);

-- A resource stands in a collection once. What was taken out stays noted, so that its folder does not bring it back.
create table collection_entry (
  collection_id uuid not null references collection (id),
  resource_id uuid not null references resource (id),
  section_id uuid,
  position integer not null,
  state text not null check (state in ('in', 'waiting', 'out')),
  added_by uuid not null references person (id),
  added_at timestamptz not null,
  primary key (collection_id, resource_id),
  foreign key (collection_id, section_id) references collection_section (collection_id, id)
);
create index collection_entry_resource on collection_entry (resource_id);
create index collection_entry_place on collection_entry (collection_id, section_id, position);
