-- Units: one tree, bureau → group → campus → teaching point. `path` runs from the root to the unit itself.
create table unit (
  id uuid primary key,
  parent_id uuid references unit (id),
  kind text not null check (kind in ('bureau', 'group', 'campus', 'teaching-point')),
  name text not null,
  name_en text,
  path uuid[] not null,
  opened_on date,
  created_at timestamptz not null default now(),
  check ((kind = 'bureau') = (parent_id is null)),
  check (path[cardinality(path)] = id)
);
create index unit_parent on unit (parent_id);
create index unit_path on unit using gin (path);

-- People, their credentials and sessions: the columns are those that the sign-in library asks for.
create table person (
  id uuid primary key,
  name text not null,
  email text not null unique,
  email_verified boolean not null default false,
  image text,
  username text not null unique,
  display_username text,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table session (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  token text not null unique,
  expires_at timestamptz not null,
  ip_address text,
  user_agent text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index session_person on session (person_id);
create table credential (
  id uuid primary key,
  person_id uuid not null references person (id) on delete cascade,
  account_id text not null,
  provider_id text not null,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text,
  password text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (provider_id, account_id)
);
create index credential_person on credential (person_id);
create table verification (
  id uuid primary key,
  identifier text not null,
  value text not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create table api_key (
  id uuid primary key,
  config_id text not null default 'default',
  name text,
  start text,
  prefix text,
  key text not null unique,
  reference_id text not null,
  refill_interval integer,
  refill_amount integer,
  last_refill_at timestamptz,
  enabled boolean not null default true,
  rate_limit_enabled boolean not null default false,
  rate_limit_time_window bigint,
  rate_limit_max integer,
  request_count integer not null default 0,
  remaining integer,
  last_request timestamptz,
  expires_at timestamptz,
  permissions text,
  metadata text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index api_key_reference on api_key (reference_id);

-- A posting holds from its first day to its last day, both included.
create table posting (
  id uuid primary key,
  person_id uuid not null references person (id),
  unit_id uuid not null references unit (id),
  role text not null check (role in
    ('teacher', 'research-lead', 'campus-lead', 'group-lead', 'bureau-officer', 'bureau-administrator')),
  from_on date not null,
  until_on date,
  created_at timestamptz not null default now(),
  check (until_on is null or until_on >= from_on)
);
create index posting_person on posting (person_id);
create index posting_unit on posting (unit_id);

-- Vocabulary: data, editable; keys are stable.
create table vocabulary_term (
  scheme text not null,
  key text not null,
  zh text not null,
  en text not null,
  code text,
  position integer not null,
  attributes jsonb not null default '{}',
  is_active boolean not null default true,
  primary key (scheme, key)
);
create table textbook_node (
  id uuid primary key,
  parent_id uuid references textbook_node (id),
  kind text not null check (kind in ('textbook', 'unit', 'lesson')),
  subject text not null,
  edition text not null,
  issue_year integer,
  grade text not null,
  volume text not null,
  title text not null,
  position integer not null
);
create index textbook_node_parent on textbook_node (parent_id, position);
create index textbook_node_browse on textbook_node (subject, edition, grade, volume) where parent_id is null;

-- Blobs: a row means that the bytes are durable. Uploads: what a person sent and may still attach.
create table blob (
  sha256 text primary key check (sha256 ~ '^[0-9a-f]{64}$'),
  size_bytes bigint not null,
  media_type text not null,
  created_at timestamptz not null default now(),
  verified_at timestamptz,
  condition text not null default 'sound' check (condition in ('sound', 'missing', 'altered'))
);
create table upload (
  id uuid primary key,
  person_id uuid not null references person (id),
  campus_id uuid not null references unit (id),
  sha256 text not null references blob (sha256),
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index upload_person on upload (person_id);
create index upload_sha256 on upload (sha256);
create index upload_expiry on upload (expires_at);

-- Resources: what is shared, with whom, and its versions. A version without published_at is the one draft.
create table resource (
  id uuid primary key,
  owner_campus_id uuid not null references unit (id),
  author_id uuid not null references person (id),
  sharing text not null default 'private' check (sharing in ('private', 'unit', 'public')),
  shared_with_unit_id uuid references unit (id),
  current_version_id uuid,
  adapted_from_resource_id uuid references resource (id),
  adapted_from_version_id uuid,
  adaptation_count integer not null default 0,
  revision bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_at timestamptz,
  archived_at timestamptz,
  check ((sharing = 'unit') = (shared_with_unit_id is not null)),
  check ((current_version_id is null) = (published_at is null))
);
create table resource_version (
  id uuid primary key,
  resource_id uuid not null references resource (id),
  number integer not null,
  title text not null,
  summary text not null default '',
  kind text not null,
  subject text,
  grades text[] not null default '{}',
  term text,
  edition text,
  volume text,
  textbook_node_id uuid references textbook_node (id),
  keywords text[] not null default '{}',
  language text not null default 'zh-CN',
  restored_from_number integer,
  edited_by uuid not null references person (id),
  created_at timestamptz not null default now(),
  published_at timestamptz,
  unique (resource_id, number)
);
create unique index resource_version_one_draft on resource_version (resource_id) where published_at is null;
alter table resource add foreign key (current_version_id) references resource_version (id);
alter table resource add foreign key (adapted_from_version_id) references resource_version (id);
create table resource_file (
  id uuid primary key,
  version_id uuid not null references resource_version (id),
  position integer not null,
  sha256 text not null references blob (sha256),
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  unique (version_id, position)
);
create index resource_file_sha256 on resource_file (sha256);
create index resource_by_unit on resource (shared_with_unit_id, published_at desc, id desc)
  where published_at is not null and archived_at is null and sharing = 'unit';
create index resource_public on resource (published_at desc, id desc)
  where published_at is not null and archived_at is null and sharing = 'public';
create index resource_author on resource (author_id, updated_at desc, id desc);
create index resource_campus on resource (owner_campus_id);
create index resource_adapted_from on resource (adapted_from_resource_id) where adapted_from_resource_id is not null;

-- A published version never changes, and nothing of it is removed, whatever the program above does.
create function refuse_published_version_change() returns trigger language plpgsql as $$
begin
  if old.published_at is not null then
    raise exception 'a published version is immutable' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger resource_version_immutable before update or delete on resource_version
  for each row execute function refuse_published_version_change();
create function refuse_published_file_change() returns trigger language plpgsql as $$
declare published timestamptz;
begin
  select published_at into published from resource_version
    where id = case tg_op when 'INSERT' then new.version_id else old.version_id end;
  if published is not null then
    raise exception 'the files of a published version are immutable' using errcode = 'restrict_violation';
  end if;
  return case tg_op when 'DELETE' then old else new end;
end $$;
create trigger resource_file_immutable before insert or update or delete on resource_file
  for each row execute function refuse_published_file_change();

-- Text of files, by content: derived, kept so that a rebuild of the index need not read the files again.
create table file_text (
  sha256 text primary key references blob (sha256) on delete cascade,
  status text not null check (status in ('ready', 'none', 'failed')),
  reason text,
  page_count integer,
  extracted_at timestamptz not null default now()
);
create table file_passage (
  sha256 text not null references file_text (sha256) on delete cascade,
  position integer not null,
  page integer,
  page_kind text not null check (page_kind in ('page', 'slide', 'sheet', 'section')),
  text text not null,
  primary key (sha256, position)
);

-- Files of a published version whose text is not yet this version's to show: whether others published the same bytes
-- earlier must not be told by how soon their text is there.
create table file_text_awaited (
  version_id uuid not null references resource_version (id),
  sha256 text not null references blob (sha256),
  primary key (version_id, sha256)
);
create index file_text_awaited_sha256 on file_text_awaited (sha256);

-- Resources whose document in the search index may show more than is now true: searching leaves them out until indexed.
create table index_pending (
  resource_id uuid primary key references resource (id),
  revision bigint not null,
  since timestamptz not null default now()
);

-- One row for each change. `xid` lets a reader stop below the oldest running transaction, so no late committer is skipped.
create table event (
  id bigint generated always as identity primary key,
  xid xid8 not null default pg_current_xact_id(),
  at timestamptz not null,
  actor_kind text not null,
  actor_id uuid,
  kind text not null,
  subject_kind text not null,
  subject_id uuid not null,
  unit_id uuid,
  data jsonb not null default '{}'
);
create index event_order on event (xid, id);
create index event_subject on event (subject_id, id);

-- What a creating call with an Idempotency-Key made, written in the same transaction as the thing itself.
create table idempotency_key (
  person_id uuid not null references person (id),
  key text not null,
  operation text not null,
  request_hash text not null,
  subject_id uuid not null,
  created_at timestamptz not null default now(),
  primary key (person_id, key)
);
create index idempotency_key_age on idempotency_key (created_at);
