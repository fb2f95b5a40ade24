import { Agent, get } from "node:http";

/** One answer: how long it took from the request to its last byte, and what it said. */
export interface Answer {
  ms: number;
  body: string;
}

const askOnce = (url: string, cookie: string, agent: Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get(url, { agent, headers: { cookie } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const ms = performance.now() - started;
        const body = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve({ ms, body });
        else reject(new Error(`${decodeURIComponent(url)} answered ${response.statusCode}: ${body}`));
      });
    });
    request.once("error", reject);
  });

/**
 * Asks each of these once over so many connections, the next when one is answered, and hands each answer on. Any answer but
 * 200 throws. Resolves with the seconds that it took.
 */
export const askAll = async (
  server: { address: string; cookie: string },
  paths: readonly string[],
  connections: number,
  onAnswer: (answer: Answer, index: number) => void,
): Promise<number> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  let next = 0;
  const connection = async (): Promise<void> => {
    while (next < paths.length) {
      const index = next;
      next += 1;
      onAnswer(await askOnce(server.address + paths[index], server.cookie, agent), index);
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: connections }, connection));
  } finally {
    agent.destroy();
  }
  return (performance.now() - started) / 1000;
};
