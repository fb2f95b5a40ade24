import { type Dispatch, useState } from "react";
import { call } from "../../api/client.ts";
import { newKey } from "../../api/new-key.ts";
import type { ManifestFields, ManifestReading } from "../../api/types.ts";
import type { RowsAction } from "./draft-rows.ts";
import type { BroughtManifest } from "./find-manifests.ts";
import type { PlacedFile } from "./use-draft-rows.ts";

export interface FollowedManifest extends BroughtManifest, Pick<ManifestReading, "problems"> {
  id: string;
  /** Its rows as they were understood. */
  understood: ManifestReading["rows"];
  /** Which row describes which file, by the file's id. */
  rowOf: ReadonlyMap<string, number>;
}

/** The filled lists of an upload page: each describes the files that are there when it comes, and those that come later. */
export const useManifests = (dispatch: Dispatch<RowsAction>) => {
  const [manifests, setManifests] = useState<FollowedManifest[]>([]);
  const [problem, setProblem] = useState<unknown>(null);

  const read = async (
    brought: BroughtManifest & Partial<FollowedManifest>,
    files: PlacedFile[],
  ): Promise<FollowedManifest> => {
    const paths = files.map(({ path }) => path.slice(-1000));
    const reading = await call("POST /api/manifest-readings", { body: { rows: brought.rows, paths } });
    const fieldsOf = new Map(reading.rows.map(({ number, fields }) => [number, fields]));
    const rowOf = new Map(brought.rowOf);
    const descriptions = new Map<string, ManifestFields>();
    for (const { file, row } of reading.matches) {
      const id = files[file]?.id ?? "";
      rowOf.set(id, row);
      descriptions.set(id, fieldsOf.get(row) ?? {});
    }
    dispatch({ kind: "describe", descriptions });
    const { name, rows, id = newKey() } = brought;
    return { id, name, rows, understood: reading.rows, problems: reading.problems, rowOf };
  };

  /** Has lists describe files: new ones those that are there and those that are added, earlier ones those that are added. */
  const follow = async (brought: BroughtManifest[], there: PlacedFile[], added: PlacedFile[]) => {
    setProblem(null);
    try {
      const followed = [];
      for (const manifest of manifests)
        followed.push(added.length > 0 ? await read(manifest, added) : manifest);
      for (const manifest of brought) followed.push(await read(manifest, [...there, ...added]));
      setManifests(followed);
    } catch (error) {
      setProblem(error);
    }
  };
  const forget = (id: string) => setManifests((known) => known.filter((manifest) => manifest.id !== id));
  return { manifests, follow, forget, problem, setProblem };
};
