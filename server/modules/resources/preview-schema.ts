import { z } from "zod";

/** The pictures of a page, by the length of the longer side in pixels: for lists, for the page, for a classroom's screen. */
export const pictureSides = { thumbnail: 320, view: 1080, screen: 1920 } as const;
export type PictureSize = keyof typeof pictureSides;

export const PictureSizeShape = z.enum(["thumbnail", "view", "screen"]);

export const PreviewState = z
  .object({
    status: z.enum(["waiting", "ready", "none", "failed"]),
    reason: z
      .string()
      .nullable()
      .meta({
        description:
          "encrypted, broken, empty, unsupported, no-program, too-large, timeout, out-of-memory, infected or " +
          "unscannable; null otherwise.",
      }),
    hasPictures: z.boolean(),
    durationMs: z.int().nullable().meta({ description: "Of a recording." }),
  })
  .meta({ id: "PreviewState", description: "Whether there are pictures of the file, and if not, why." });

export const Preview = PreviewState.extend({
  stage: z.enum(["scanning", "queued", "making"]).nullable().meta({
    description:
      "While waiting: for its scan, behind other files, or being made now. Null where no job is under way.",
  }),
  pageCount: z.int().nullable().meta({
    description: "Pages of the document; `pages` may hold the first ones only.",
  }),
  pages: z.array(
    z.object({
      page: z.int().min(1),
      width: z.int().meta({ description: "Of the largest picture, in pixels." }),
      height: z.int(),
    }),
  ),
}).meta({ id: "Preview" });
export type Preview = z.infer<typeof Preview>;

/** The first picture of a resource's files. */
export const Thumbnail = z
  .object({
    address: z.string().meta({ description: "Below this server." }),
    width: z.int(),
    height: z.int(),
  })
  .meta({ id: "Thumbnail" });
