import { z } from "zod";

export const ScanState = z
  .object({
    status: z.enum(["unscanned", "waiting", "clean", "infected", "unscannable"]),
    detail: z
      .string()
      .nullable()
      .meta({
        description:
          "Of an infected file the signature that was found; of an unscannable one too-large, limits, encrypted or failed; " +
          "scanner-away while the scanner is not to be reached.",
      }),
  })
  .meta({
    id: "ScanState",
    description:
      "What the malware scanner said. A file is given to nobody while waiting, infected or unscannable.",
  });
