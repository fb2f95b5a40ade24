import type {
  CollectionEntryTable,
  CollectionSectionTable,
  CollectionTable,
} from "../modules/collections/tables.ts";
import type { EventTable } from "../modules/events/tables.ts";
import type { ApiKeyTable, PersonTable, PostingTable, SessionTable } from "../modules/identity/tables.ts";
import type {
  PlanPresenceTable,
  PlanPullTable,
  PlanRevisionTable,
  PlanRowTable,
  PlanTable,
  TermCalendarTable,
  UnitSettingTable,
} from "../modules/plans/tables.ts";
import type {
  DraftPreviewTable,
  FileAwaitedTable,
  FilePassageTable,
  FilePreviewPageTable,
  FilePreviewTable,
  FileRecognizedPageTable,
  FileTextTable,
  ImportedFileTable,
  ResourceFileTable,
  ResourceTable,
  ResourceVersionTable,
  ResumableUploadTable,
  ScanAwaitedTable,
  TextSketchTable,
  UnpackedFileTable,
  UnpackingTable,
  UploadTable,
  UploadTextAwaitedTable,
} from "../modules/resources/tables.ts";
import type {
  IndexPendingTable,
  SavedSearchTable,
  SearchSynonymListTable,
  SearchSynonymTable,
} from "../modules/search/tables.ts";
import type { BlobTable } from "../modules/storage/tables.ts";
import type { SyncChangeTable } from "../modules/sync/tables.ts";
import type {
  CalendarFeedTable,
  ClassPlanTable,
  ClassTeacherTable,
  RowNoteTable,
  TaughtClassTable,
  TaughtRowTable,
} from "../modules/teaching/tables.ts";
import type { UnitTable } from "../modules/units/tables.ts";
import type { TextbookNodeTable, VocabularyTermTable } from "../modules/vocabulary/tables.ts";
import type { AttemptCountTable } from "./attempt-counts.ts";
import type { IdempotencyKeyTable } from "./idempotency.ts";

/** All tables; each is declared, and written, by the module that owns it. */
export interface Database {
  unit: UnitTable;
  person: PersonTable;
  session: SessionTable;
  api_key: ApiKeyTable;
  posting: PostingTable;
  vocabulary_term: VocabularyTermTable;
  textbook_node: TextbookNodeTable;
  blob: BlobTable;
  upload: UploadTable;
  resumable_upload: ResumableUploadTable;
  resource: ResourceTable;
  resource_version: ResourceVersionTable;
  resource_file: ResourceFileTable;
  file_text: FileTextTable;
  file_text_awaited: FileAwaitedTable;
  scan_awaited: ScanAwaitedTable;
  file_passage: FilePassageTable;
  text_sketch: TextSketchTable;
  upload_text_awaited: UploadTextAwaitedTable;
  imported_file: ImportedFileTable;
  unpacking: UnpackingTable;
  unpacked_file: UnpackedFileTable;
  file_preview: FilePreviewTable;
  file_recognized_page: FileRecognizedPageTable;
  file_preview_page: FilePreviewPageTable;
  file_preview_awaited: FileAwaitedTable;
  draft_preview: DraftPreviewTable;
  index_pending: IndexPendingTable;
  saved_search: SavedSearchTable;
  search_synonym: SearchSynonymTable;
  search_synonym_list: SearchSynonymListTable;
  plan: PlanTable;
  plan_row: PlanRowTable;
  plan_revision: PlanRevisionTable;
  plan_pull: PlanPullTable;
  plan_presence: PlanPresenceTable;
  term_calendar: TermCalendarTable;
  taught_class: TaughtClassTable;
  class_teacher: ClassTeacherTable;
  class_plan: ClassPlanTable;
  taught_row: TaughtRowTable;
  row_note: RowNoteTable;
  calendar_feed: CalendarFeedTable;
  unit_setting: UnitSettingTable;
  collection: CollectionTable;
  collection_section: CollectionSectionTable;
  collection_entry: CollectionEntryTable;
  event: EventTable;
  sync_change: SyncChangeTable;
  idempotency_key: IdempotencyKeyTable;
  attempt_count: AttemptCountTable;
}
