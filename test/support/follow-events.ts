import { password } from "./client.ts";

/** Signs in over the wire; answers the cookie. */
export const openSession = async (address: string, username: string): Promise<string> => {
  const reply = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ username, password }),
  });
  return reply.headers.getSetCookie().join("; ");
};

/** Opens a stream of server-sent events. */
export const follow = async (address: string, path: string, cookie: string) => {
  const reply = await fetch(`${address}${path}`, { headers: { cookie } });
  const reader = reply.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    reply,
    leave: () => reader?.cancel(),
    /** All that is told up to these words, or to the end. */
    async readTo(words?: string): Promise<string> {
      while (!words || !text.includes(words)) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: "" };
        if (done) return text;
        text += value;
      }
      return text;
    },
  };
};
