import type { ColumnType, Generated } from "kysely";
import type { FileId, PersonId, ResourceId, Sha256, UnitId, UploadId, VersionId } from "../../ids.ts";
import type { PageRun } from "./page-words.ts";
import type { FieldGuess } from "./schema.ts";

export type Sharing = "private" | "unit" | "public";

export interface ResourceTable {
  id: ResourceId;
  owner_campus_id: UnitId;
  author_id: PersonId;
  sharing: Generated<Sharing>;
  shared_with_unit_id: UnitId | null;
  current_version_id: VersionId | null;
  adapted_from_resource_id: ResourceId | null;
  adapted_from_version_id: VersionId | null;
  adaptation_count: Generated<number>;
  /** Where the files came from, from the top. */
  folder: Generated<string[]>;
  revision: Generated<number>;
  /** Stays while only a draft is edited. */
  public_revision: Generated<number>;
  created_at: Generated<Date>;
  updated_at: Generated<Date>;
  published_at: Date | null;
  archived_at: Date | null;
}

export interface ResourceVersionTable {
  id: VersionId;
  resource_id: ResourceId;
  number: number;
  title: string;
  summary: Generated<string>;
  kind: string;
  subject: string | null;
  grades: Generated<string[]>;
  term: string | null;
  edition: string | null;
  volume: string | null;
  textbook_node_id: string | null;
  keywords: Generated<string[]>;
  language: Generated<string>;
  /** Which fields no person has set; told to the author only. */
  guesses: Generated<FieldGuess[]>;
  restored_from_number: number | null;
  edited_by: PersonId;
  created_at: Generated<Date>;
  /** Null for the one draft of a resource. */
  published_at: Date | null;
}

export interface ResourceFileTable {
  id: FileId;
  version_id: VersionId;
  position: number;
  sha256: Sha256;
  name: string;
  media_type: string;
  size_bytes: number;
  /** Of the resource; the database fills it in. */
  campus_id: Generated<UnitId>;
}

export type UploadWarning = "name-mismatch" | "active-content" | "name-changed";

export interface UploadTable {
  id: UploadId;
  person_id: PersonId;
  campus_id: UnitId;
  sha256: Sha256;
  name: string;
  media_type: string;
  size_bytes: number;
  warnings: Generated<UploadWarning[]>;
  created_at: Generated<Date>;
  expires_at: Date;
}

export type UnpackingStatus = "waiting" | "running" | "done" | "failed";

export interface UnpackingTable {
  upload_id: UploadId;
  status: Generated<UnpackingStatus>;
  reason: string | null;
  /** How many files come, as far as the archive has been read. */
  file_count: number | null;
  requested_at: Date;
}

export interface UnpackedFileTable {
  upload_id: UploadId;
  /** 1-based, in the archive's order. */
  position: number;
  path: string;
  unpacked_upload_id: UploadId | null;
  reason: string | null;
}

export interface ImportedFileTable {
  person_id: PersonId;
  /** Of the path's UTF-8 bytes. */
  path_sha256: string;
  path: string;
  sha256: Sha256;
  resource_id: ResourceId;
  imported_at: Generated<Date>;
}

/** A file on its way; with its last byte it becomes an upload of the same id. */
export interface ResumableUploadTable {
  id: UploadId;
  person_id: PersonId;
  campus_id: UnitId;
  size_bytes: number;
  /** The Upload-Metadata header as it came. */
  metadata: string;
  created_at: Date;
  expires_at: Date;
  lock_token: string | null;
  locked_until: Date | null;
  is_lock_wanted: Generated<boolean>;
}

/** How reading a file, or making its pictures, ended. */
export type TextStatus = "ready" | "none" | "failed";

export interface FileTextTable {
  sha256: Sha256;
  status: TextStatus;
  reason: string | null;
  page_count: number | null;
  /** What the document says of itself. */
  properties: ColumnType<Record<string, string>, string | undefined, string>;
  extracted_at: Generated<Date>;
}

/** Files of published versions whose text, or whose preview, the indexer has not yet released to them. */
export interface FileAwaitedTable {
  version_id: VersionId;
  sha256: Sha256;
}

/** A draft's file of which pictures are to be made, and whether the indexer has released them to it. */
export interface DraftPreviewTable {
  version_id: VersionId;
  sha256: Sha256;
  is_released: Generated<boolean>;
}

/** Bytes that a person has uploaded and whose text the indexer has not yet released to this person. */
export interface UploadTextAwaitedTable {
  person_id: PersonId;
  sha256: Sha256;
}

export interface TextSketchTable {
  sha256: Sha256;
  pair_count: number;
  minima: number[];
  bands: number[];
}

/** Whose uploads of these bytes wait for a scan of their own. */
export interface ScanAwaitedTable {
  person_id: PersonId;
  sha256: Sha256;
  since: Date;
  /** What the scan waits for. */
  detail: "scanner-away" | null;
}

export interface FilePassageTable {
  sha256: Sha256;
  position: number;
  page: number | null;
  page_kind: "page" | "slide" | "sheet" | "section";
  text: string;
}

/** Of a scanned page, the words that were recognized on it: `runs` is an array of `PageRun`. */
export interface FileRecognizedPageTable {
  sha256: Sha256;
  page: number;
  runs: ColumnType<PageRun[], string>;
}

export interface FilePreviewTable {
  sha256: Sha256;
  status: TextStatus;
  reason: string | null;
  /** Pages of the document; there may be pictures of the first ones only. */
  page_count: number | null;
  duration_ms: number | null;
  /** The blob with all pictures; null where there are none. */
  pack_sha256: Sha256 | null;
  /** Where in the pack the words of its pages stand; null where it was made before they were kept. */
  words_starts_at: number | null;
  /** None where the file has no words. */
  words_bytes: number | null;
  made_at: Date;
}

/** Where in the pack a page's pictures stand, one after the other. Width and height are those of the largest. */
export interface FilePreviewPageTable {
  sha256: Sha256;
  page: number;
  width: number;
  height: number;
  starts_at: number;
  thumbnail_bytes: number;
  view_bytes: number;
  screen_bytes: number;
}
