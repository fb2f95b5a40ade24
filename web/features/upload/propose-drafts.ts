import { call } from "../../api/client.ts";
import type { GuessedFields } from "../../api/types.ts";

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
  from: number,
): Promise<{ drafts: ProposedDraft[]; leftOut: LeftOutIndex[] }> => {
  try {
    const reply = await call("POST /api/draft-proposals", {
      body: { paths: paths.map((path) => path.slice(-1000)) },
    });
    return {
      drafts: reply.drafts.map(({ files, proposal }) => ({
        files: files.map((file) => from + file),
        proposal,
      })),
      leftOut: reply.leftOut.map(({ file, reason }) => ({ file: from + file, reason })),
    };
  } catch {
    // Guessing is a help, never a condition: each file is a draft then.
    return { drafts: paths.map((_, index) => ({ files: [from + index], proposal: null })), leftOut: [] };
  }
};

/** Which drafts the files at these paths become, and which of them become none. */
export const proposeDrafts = async (
  paths: string[],
): Promise<{ drafts: ProposedDraft[]; leftOut: LeftOutIndex[] }> => {
  const drafts: ProposedDraft[] = [];
  const leftOut: LeftOutIndex[] = [];
  for (let from = 0; from < paths.length; from += pathsAtOnce) {
    const some = await propose(paths.slice(from, from + pathsAtOnce), from);
    drafts.push(...some.drafts);
    leftOut.push(...some.leftOut);
  }
  return { drafts, leftOut };
};
