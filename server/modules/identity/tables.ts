import type { Generated } from "kysely";
import type { Role } from "../../actor.ts";
import type { PersonId, PostingId, UnitId } from "../../ids.ts";

export interface PersonTable {
  id: PersonId;
  name: string;
  email: string;
  email_verified: Generated<boolean>;
  image: string | null;
  username: string;
  display_username: string | null;
  disabled_at: Date | null;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
}

/** Written by the sign-in library; read here in one statement with the postings. */
export interface SessionTable {
  id: string;
  person_id: PersonId;
  token: string;
  expires_at: Date;
}

/** Written by the sign-in library. `reference_id` is the person's id. */
export interface ApiKeyTable {
  id: string;
  name: string | null;
  start: string | null;
  key: string;
  reference_id: string;
  enabled: boolean;
  expires_at: Date | null;
  created_at: Generated<Date>;
}

export interface PostingTable {
  id: PostingId;
  person_id: PersonId;
  unit_id: UnitId;
  role: Role;
  /** YYYY-MM-DD, both days included. */
  from_on: string;
  until_on: string | null;
  created_at: Generated<Date>;
}
