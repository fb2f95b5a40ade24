-- A lesson has few resources among many: they are found from it, not by going through all that a unit shares.
create index resource_version_textbook_node on resource_version (textbook_node_id) where textbook_node_id is not null;
