import { zipSync } from "fflate";
import { answerMessages } from "../../components/answer-messages.ts";
import { openPackage } from "../../components/open-package.ts";

/** What the page itself, where documents are drawn, reads in a moment; a thesis of 200 pages has half of it. */
const limits = { xmlBytes: 12_000_000, tags: 400_000 };

answerMessages((bytes) => zipSync(openPackage(bytes, limits), { level: 0 }));
