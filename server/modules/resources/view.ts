import type { z } from "zod";
import { unitReferenceView } from "../units/index.ts";
import type { CardRow } from "./card-store.ts";
import type { FileWithText } from "./file-store.ts";
import { pictureSides } from "./preview-schema.ts";
import type { ResourceCard, ResourceFile, Upload, VersionSummary } from "./schema.ts";
import { sharedWithOf } from "./sharing.ts";
import type { VersionRow } from "./store.ts";

const statusOf = (row: CardRow): "draft" | "published" | "archived" =>
  row.archived_at ? "archived" : row.published_at ? "published" : "draft";

export const ownerCampusView = (row: CardRow) =>
  unitReferenceView({
    id: row.owner_campus_id,
    kind: row.owner_campus_kind,
    name: row.owner_campus_name,
    name_en: row.owner_campus_name_en,
  });

const sharingView = (row: CardRow): z.input<typeof ResourceCard>["sharing"] => {
  if (row.sharing !== "unit" || !row.shared_with_unit_id || !row.shared_with_kind) {
    return { level: row.sharing === "public" ? "public" : "private", unit: null };
  }
  const unit = unitReferenceView({
    id: row.shared_with_unit_id,
    kind: row.shared_with_kind,
    name: row.shared_with_name ?? "",
    name_en: row.shared_with_name_en,
  });
  return { level: row.shared_with_kind, unit };
};

/** With its size as it is sent, so that a page can be laid out before the picture is there. */
const thumbnailView = (row: CardRow): z.input<typeof ResourceCard>["thumbnail"] => {
  if (!row.thumbnail_file_id || !row.thumbnail_width || !row.thumbnail_height) return null;
  const scale = Math.min(1, pictureSides.thumbnail / Math.max(row.thumbnail_width, row.thumbnail_height));
  return {
    address: `/api/resources/${row.id}/files/${row.thumbnail_file_id}/preview/1/thumbnail`,
    width: Math.max(1, Math.round(row.thumbnail_width * scale)),
    height: Math.max(1, Math.round(row.thumbnail_height * scale)),
  };
};

/** `showDraft`: whether the reader may know that a next version is being written. */
export const cardView = (row: CardRow, showDraft: boolean): z.input<typeof ResourceCard> => ({
  id: row.id,
  status: statusOf(row),
  title: row.title,
  summary: row.summary,
  kind: row.kind,
  subject: row.subject,
  grades: row.grades,
  term: row.term,
  edition: row.edition,
  volume: row.volume,
  ownerCampus: ownerCampusView(row),
  author: { id: row.author_id, name: row.author_name },
  sharedWith: sharedWithOf(row),
  sharing: sharingView(row),
  versionNumber: row.version_number,
  hasDraft: showDraft && row.draft_version_id !== null,
  fileCount: row.file_count,
  totalSizeBytes: row.total_size_bytes,
  mainMediaType: row.main_media_type,
  thumbnail: thumbnailView(row),
  adaptationCount: row.adaptation_count,
  createdAt: row.created_at.toISOString(),
  updatedAt: (showDraft || !row.published_at ? row.updated_at : row.published_at).toISOString(),
  publishedAt: row.published_at?.toISOString() ?? null,
});

const cardsForAll = new WeakMap<CardRow, z.input<typeof ResourceCard>>();

/** The card as everybody but its author sees it; of a row that is kept and shown again, made once. Not to be changed. */
export const publicCardView = (row: CardRow): z.input<typeof ResourceCard> => {
  const known = cardsForAll.get(row);
  if (known) return known;
  const card = cardView(row, false);
  cardsForAll.set(row, card);
  return card;
};

export const fileView = (row: FileWithText): z.input<typeof ResourceFile> => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  text: { status: row.text_status ?? "waiting", reason: row.text_reason, pageCount: row.page_count },
  preview: {
    status: row.preview_status ?? "waiting",
    reason: row.preview_reason,
    hasPictures: row.has_pictures,
    durationMs: row.duration_ms,
  },
  scan: { status: row.scan_status, detail: row.scan_detail },
});

export const versionSummaryView = (row: VersionRow, isCurrent: boolean): z.input<typeof VersionSummary> => ({
  number: row.number,
  title: row.title,
  editedBy: { id: row.edited_by, name: row.editor_name },
  restoredFromNumber: row.restored_from_number,
  publishedAt: (row.published_at as Date).toISOString(),
  isCurrent,
  fileCount: row.file_count,
});

type UploadView = z.input<typeof Upload>;

export const uploadView = (
  row: {
    id: UploadView["id"];
    sha256: string;
    name: string;
    media_type: string;
    size_bytes: number;
    expires_at: Date;
    warnings: UploadView["warnings"];
  },
  comparison: UploadView["comparison"],
  duplicates: UploadView["duplicates"],
): UploadView => ({
  id: row.id,
  name: row.name,
  mediaType: row.media_type,
  sizeBytes: row.size_bytes,
  sha256: row.sha256,
  expiresAt: row.expires_at.toISOString(),
  warnings: row.warnings,
  comparison,
  duplicates,
});
