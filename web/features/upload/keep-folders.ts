import { call } from "../../api/client.ts";
import type { FolderProposals } from "../../api/types.ts";

export interface SavedDraft {
  folder: string[];
  resourceId: string;
}

/** As many as one request takes. */
const batch = 500;

/** Has the folders of saved drafts kept as proposed collections; what was kept before is added to. */
export const keepFolders = async (
  saved: readonly SavedDraft[],
  campusId: string,
): Promise<FolderProposals["items"]> => {
  const brought = saved.filter(({ folder }) => folder.length > 0);
  const items: FolderProposals["items"] = [];
  for (let first = 0; first < brought.length; first += batch) {
    const groups = Map.groupBy(brought.slice(first, first + batch), ({ folder }) => folder.join("/"));
    const folders = [...groups].map(([path, drafts]) => ({
      path: path.slice(0, 4000),
      resources: drafts.map(({ resourceId }) => resourceId),
    }));
    items.push(...(await call("POST /api/collection-proposals", { body: { campusId, folders } })).items);
  }
  return items;
};
