import { setTimeout as sleep } from "node:timers/promises";
import { ScriptError } from "../run-script.ts";

/** Asks one server with one key, again and again while it is away. */
export interface Server {
  /** The reply, of whatever status the server gave; throws ScriptError when it stays away for too long. */
  ask(path: string, headers?: Record<string, string>): Promise<Response>;
}

const longestPauseMs = 60_000;

const isPassing = (status: number): boolean => status === 429 || status >= 500;

const wantedPauseMs = (reply: Response | null): number =>
  1000 * (Number(reply?.headers.get("retry-after")) || 0);

/** Files may lie in a store of their own: the key is not for that. */
const fetchWithKey = async (
  address: URL,
  key: string,
  headers: Record<string, string>,
): Promise<Response> => {
  const reply = await fetch(address, { headers: { ...headers, "X-Api-Key": key }, redirect: "manual" });
  const location = reply.status >= 300 && reply.status < 400 ? reply.headers.get("location") : null;
  return location ? fetch(new URL(location, address), { headers }) : reply;
};

export const openServer = (address: string, key: string, options: { patienceMs: number }): Server => ({
  async ask(path, headers = {}) {
    const giveUpAt = Date.now() + options.patienceMs;
    for (let attempt = 0; ; attempt++) {
      const reply = await fetchWithKey(new URL(path, address), key, headers).catch(() => null);
      if (reply && !isPassing(reply.status)) {
        if (reply.status === 401) throw new ScriptError("The server does not know this key (any more).");
        return reply;
      }
      await reply?.body?.cancel();
      if (Date.now() > giveUpAt) throw new ScriptError(`${address} does not answer.`);
      await sleep(Math.max(wantedPauseMs(reply), Math.min(longestPauseMs, 250 * 2 ** attempt)));
    }
  },
});
