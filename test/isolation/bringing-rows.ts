import type { Row } from "./aim-at-resources.ts";

const list = { rows: [{ number: 1, cells: ["文件", "标题"] }], paths: ["教案.docx"] };

/** What each caller is answered about files that are to be brought, before any byte of them. */
export const bringingRows = (statuses: string): Record<string, Row> => ({
  "GET /api/import-manifest": { send: () => ({ path: "/api/import-manifest" }), statuses },
  "POST /api/manifest-readings": {
    send: () => ({ path: "/api/manifest-readings", body: list }),
    statuses,
  },
  "POST /api/draft-proposals": {
    send: () => ({ path: "/api/draft-proposals", body: { paths: ["三年级语文/教案.docx"] } }),
    statuses,
  },
});
