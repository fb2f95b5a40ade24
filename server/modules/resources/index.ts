export { adaptResource } from "./adapt-resource.ts";
export { archiveResource } from "./archive-resource.ts";
export { releaseUploads, releaseVersions } from "./awaiting-store.ts";
export { CardCache } from "./card-cache.ts";
export {
  type CardRow,
  listResourceRows,
  listVisibleCards,
  type ResourceRow,
  stampOfResource,
} from "./card-store.ts";
export { changeSharing } from "./change-sharing.ts";
export { createResource } from "./create-resource.ts";
export { listUnpicturedOfDrafts, setReleasedToDrafts } from "./draft-preview-store.ts";
export { duplicateEndpoints } from "./duplicate-routes.ts";
export { listAwaitedUploads, listUnsketchedTexts, saveSketch } from "./duplicate-store.ts";
export { editDraft } from "./edit-draft.ts";
export { fieldsOfProposal, type ProposedFields } from "./fields-of-proposal.ts";
export { type FileWithText, listFilesOfVersions, removeExpiredUploads } from "./file-store.ts";
export { type FileUse, listFileUses } from "./file-use-store.ts";
export { createRowFinder } from "./find-manifest-row.ts";
export { listFilePassages } from "./get-file.ts";
export { readPageWords } from "./get-page-words.ts";
export { listGuessedDraftsWithFile } from "./guess-store.ts";
export { importDraft } from "./import-draft.ts";
export { listImported } from "./imported-store.ts";
export {
  isBlobReferenced,
  listPublishedIds,
  listReferencedBlobs,
  listResourcesWithFile,
  listUnreadOfCurrentVersions,
} from "./index-store.ts";
export { findOrigins, listLine } from "./lineage-store.ts";
export { filterConditions, listResources } from "./list-resources.ts";
export { loadVisibleResource } from "./load-resource.ts";
export { manifestColumns } from "./manifest-columns.ts";
export { manifestEndpoints } from "./manifest-routes.ts";
export type { ManifestProblem } from "./manifest-schema.ts";
export {
  formatPageWords,
  mostWordBytes,
  type PageRun,
  type PageWords,
  packPageWords,
  pageUnits,
  textOfPage,
} from "./page-words.ts";
export { previewEndpoints } from "./preview-routes.ts";
export { type PictureSize, pictureSides } from "./preview-schema.ts";
export {
  forgetPreviews,
  hasPreview,
  isPicturePack,
  listUnpicturedOfCurrentVersions,
  type MadePreview,
  renewCards,
  renewCardsOf,
  savePreview,
} from "./preview-store.ts";
export { proposalEndpoints } from "./proposal-routes.ts";
export { proposeDrafts } from "./propose-drafts.ts";
export { publishVersion } from "./publish-version.ts";
export { quarantineEndpoints } from "./quarantine-routes.ts";
export { type Manifest, type ManifestRow, readManifest } from "./read-manifest.ts";
export { refineDraft } from "./refine-draft.ts";
export { removeExpiredResumables } from "./remove-expired-resumables.ts";
export { removeLostResumables } from "./remove-lost-resumables.ts";
export { resourceEndpoints } from "./routes.ts";
export { explainWait, listBlobsToScan, mayOpen, releaseQuarantinedText } from "./scan-store.ts";
export type { FieldGuess, SharedWith } from "./schema.ts";
export { settleScan } from "./settle-scan.ts";
export { listSharedRevisions } from "./shared-store.ts";
export { showCards } from "./show-cards.ts";
export { storeUpload } from "./store-upload.ts";
export { type ExtractedText, hasText, listPassages, saveText } from "./text-store.ts";
export { tusEndpoints } from "./tus-routes.ts";
export { unpackingEndpoints } from "./unpacking-routes.ts";
export {
  countUnpackedFiles,
  findUnpacking,
  insertUnpackedFile,
  updateUnpacking,
} from "./unpacking-store.ts";
export { allowanceOf, remainingQuota } from "./upload-allowance.ts";
export { uploadEndpoints } from "./upload-routes.ts";
export { versionEndpoints } from "./version-routes.ts";
export { publicCardView } from "./view.ts";
export { isVisibleTo } from "./visibility.ts";
