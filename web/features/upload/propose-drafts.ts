import { call } from "../../api/client.ts";
import type { GuessedFields } from "../../api/types.ts";
import { relatedChunks } from "./related-chunks.ts";

// As many as the server looks at in one request.
const pathsAtOnce = 500;

export interface ProposedDraft {
  /** Files by their place in the list. */
  files: number[];
  /** Null where the server could not be asked. */
  proposal: GuessedFields | null;
}

interface LeftOutIndex {
  file: number;
  reason: string;
}

const propose = async (
  paths: string[],
  asked: number[],
): Promise<{ drafts: ProposedDraft[]; leftOut: LeftOutIndex[] }> => {
  const placeOf = (file: number) => asked[file] as number;
  try {
    const reply = await call("POST /api/draft-proposals", {
      body: { paths: asked.map((file) => paths[file]?.slice(-1000) ?? "") },
    });
    return {
      drafts: reply.drafts.map(({ files, proposal }) => ({
        files: files.map(placeOf).sort((a, b) => a - b),
        proposal,
      })),
      leftOut: reply.leftOut.map(({ file, reason }) => ({ file: placeOf(file), reason })),
    };
  } catch {
    // Guessing is a help, never a condition: each file is a draft then.
    return { drafts: asked.map((file) => ({ files: [file], proposal: null })), leftOut: [] };
  }
};

/** Which drafts the files at these paths become, in the order of their first files, and which of them become none. */
export const proposeDrafts = async (
  paths: string[],
): Promise<{ drafts: ProposedDraft[]; leftOut: LeftOutIndex[] }> => {
  const drafts: ProposedDraft[] = [];
  const leftOut: LeftOutIndex[] = [];
  for (const chunk of relatedChunks(paths, pathsAtOnce)) {
    const some = await propose(paths, chunk);
    drafts.push(...some.drafts);
    leftOut.push(...some.leftOut);
  }
  return { drafts: drafts.sort((a, b) => (a.files[0] ?? 0) - (b.files[0] ?? 0)), leftOut };
};
