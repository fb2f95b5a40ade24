import type { Verdict } from "./scanner.ts";

const found = /^stream: (\S.*) FOUND$/;

/**
 * The verdict in clamd's reply to INSTREAM, or null where it is none. Nothing but its own words will do: at a wrong address
 * there may be a web server, whose "404: NOT FOUND" is no malware and whose "OK" is no scan.
 */
export const readReply = (reply: string): Verdict | null => {
  const words = reply.replaceAll("\0", "").trim();
  if (words === "stream: OK") return { status: "clean" };
  if (words.includes("INSTREAM size limit exceeded")) return { status: "unscannable", reason: "too-large" };
  const signature = found.exec(words)?.[1];
  if (!signature) return null;
  // Alerts that an administrator can switch on; they say that clamd has not seen all of it, not that it is infected.
  if (signature.startsWith("Heuristics.Limits.Exceeded")) return { status: "unscannable", reason: "limits" };
  if (signature.startsWith("Heuristics.Encrypted")) return { status: "unscannable", reason: "encrypted" };
  return { status: "infected", signature };
};
