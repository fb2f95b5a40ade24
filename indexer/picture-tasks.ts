import type { TaskList } from "graphile-worker";
import type { Context } from "../server/context.ts";
import type { Extractor } from "./extract/index.ts";
import type { Previewer } from "./preview/index.ts";
import { createPlace } from "./share-place.ts";
import { makePreview } from "./tasks/make-preview.ts";
import { recognizeText } from "./tasks/recognize-text.ts";
import { waitForTexts } from "./tasks/wait-for-texts.ts";

/** So long a file may keep the next one waiting; an ordinary one, with an office program, takes two or three seconds. */
const defaultFirstGoMs = 15_000;

export interface PictureParts {
  extractor: Extractor;
  previewer: Previewer;
  stopping: AbortSignal;
  firstGoMs?: number | undefined;
}

/**
 * Pictures, drawn or read, in one place: of what needs so much memory one runs at a time. What is not drawn at the first go
 * is drawn where it gives way to all others, and recognizing gives way after each of its programs.
 */
export const createPictureTasks = (
  ctx: Context,
  { extractor, previewer, stopping, firstGoMs = defaultFirstGoMs }: PictureParts,
): { ordinary: TaskList; slow: TaskList } => {
  const place = createPlace();
  return {
    ordinary: {
      async "make-preview"(payload, { job }) {
        await waitForTexts(ctx, stopping, job.priority);
        extractor.endIdle();
        await makePreview(ctx, previewer, payload, { place, mostMs: firstGoMs });
      },
    },
    slow: {
      async "draw-slowly"(payload) {
        await waitForTexts(ctx, stopping);
        extractor.endIdle();
        await makePreview(ctx, previewer, payload, { place });
      },
      async "recognize-text"(payload) {
        await waitForTexts(ctx, stopping);
        await recognizeText(ctx, extractor, payload, stopping, place.hold);
      },
    },
  };
};
