import { setTimeout as sleep } from "node:timers/promises";
import { password } from "./client.ts";

/** The session's cookie: good for every process with the same database and secret. */
export const signInForCookie = async (
  address: string,
  username: string,
  secret = password,
): Promise<string> => {
  const reply = await fetch(`${address}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username, password: secret }),
  });
  if (reply.status !== 200) throw new Error(`sign-in answered ${reply.status}`);
  return reply.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
};

export interface Reply {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever the reply holds
  body: any;
}

export interface RequestOptions {
  method?: string;
  json?: unknown;
  file?: { name: string; bytes: Buffer };
  headers?: Record<string, string>;
}

const bodyOf = ({ json, file }: RequestOptions): { body?: FormData | string; type?: string } => {
  if (file) {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(file.bytes)]), file.name);
    return { body: form };
  }
  return json === undefined ? {} : { body: JSON.stringify(json), type: "application/json" };
};

/** A server answers or refuses long before, and one that was killed may leave a connection without a word. */
export const silenceMs = 40_000;

/** One request, answered whole or failed. */
export const request = async (
  address: string,
  cookie: string,
  path: string,
  options: RequestOptions = {},
): Promise<Reply> => {
  const { body, type } = bodyOf(options);
  const reply = await fetch(`${address}${path}`, {
    method: options.method ?? "GET",
    headers: { cookie, ...(type ? { "Content-Type": type } : {}), ...options.headers },
    ...(body === undefined ? {} : { body }),
    redirect: "manual",
    signal: AbortSignal.timeout(silenceMs),
  });
  const bytes = Buffer.from(await reply.arrayBuffer());
  const isJson = /json/.test(reply.headers.get("content-type") ?? "");
  return {
    status: reply.status,
    headers: reply.headers,
    body: isJson ? JSON.parse(bytes.toString()) : bytes,
  };
};

/**
 * The same request, sent again after a lost connection or a 503, as a well-behaved program would. `address` is asked for
 * each time: a server that was killed comes back at another.
 */
export const requestPatiently = async (
  address: () => string,
  cookie: string,
  path: string,
  options: RequestOptions,
  patienceMs = 120_000,
): Promise<Reply> => {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const asked = address();
    const reply = await request(asked, cookie, path, options).catch((error: unknown) => error as Error);
    if (reply instanceof Error && reply.name === "TimeoutError" && asked === address())
      throw new Error(`a server that runs did not answer ${path}`, { cause: reply });
    if (!(reply instanceof Error) && reply.status !== 503) return reply;
    if (Date.now() > deadline) throw new Error(`no answer to ${path}`, { cause: reply });
    await sleep(50);
  }
};
