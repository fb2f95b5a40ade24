import { z } from "zod";
import { manifestColumns } from "./manifest-columns.ts";
import { NewResource } from "./schema.ts";

/** More rows and files than an upload page can hold; longer lists are for the import. */
const mostManifestRows = 2000;
const mostCells = 100;
const mostCellCharacters = 4000;

export const ManifestRequest = z
  .strictObject({
    rows: z
      .array(
        z.strictObject({
          number: z.int().min(1).max(2_000_000).meta({ description: "As a spreadsheet program shows it." }),
          cells: z.array(z.string().max(mostCellCharacters)).max(mostCells),
        }),
      )
      .max(mostManifestRows)
      .meta({ description: "A filled list, its row of headers first." }),
    paths: z
      .array(z.string().min(1).max(1000))
      .max(mostManifestRows)
      .meta({ description: 'Of the files that it is about; folders are parted by "/".' }),
  })
  .meta({ id: "ManifestRequest" });

const columns = z.enum(manifestColumns.map(({ field }) => field));

export const ManifestFields = NewResource.pick({
  title: true,
  kind: true,
  subject: true,
  grades: true,
  volume: true,
  edition: true,
  term: true,
  keywords: true,
  summary: true,
})
  .partial()
  .meta({ id: "ManifestFields", description: "What a row says; what it leaves empty is not there." });
export type ManifestFields = z.infer<typeof ManifestFields>;

export const ManifestProblem = z
  .object({
    number: z.int().meta({ description: "The row." }),
    code: z.enum(["no-file-column", "no-file", "unknown-words", "unclear-term"]),
    field: columns,
    words: z.string().meta({ description: "What was not understood, as written." }),
  })
  .meta({ id: "ManifestProblem" });
export type ManifestProblem = z.infer<typeof ManifestProblem>;

export const ManifestReading = z
  .object({
    rows: z.array(z.object({ number: z.int(), file: z.string(), fields: ManifestFields })),
    problems: z.array(ManifestProblem),
    matches: z.array(
      z.object({
        file: z.int().meta({ description: "By its place in the list." }),
        row: z.int().meta({ description: "The number of the row that names it." }),
      }),
    ),
  })
  .meta({ id: "ManifestReading" });
