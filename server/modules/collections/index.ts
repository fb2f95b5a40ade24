export { collectionEntryEndpoints } from "./entry-routes.ts";
export { gatherFolders } from "./gather-folders.ts";
export { collectionEndpoints } from "./routes.ts";
export { collectionSectionEndpoints } from "./section-routes.ts";
