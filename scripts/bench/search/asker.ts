import { Agent, get } from "node:http";
import { untilAskedToStop } from "../../../server/until-asked-to-stop.ts";
import type { Answer, AskedAll, ToAsk } from "./ask-over-http.ts";

const read = (body: Buffer, ms: number): Answer => ({
  ms,
  isDegraded: body.includes('"degraded":true'),
  isEmpty: body.includes('"total":0,'),
});

const askOnce = (url: string, cookie: string, agent: Agent): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const started = performance.now();
    const request = get(url, { agent, headers: { cookie } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.once("error", reject);
      response.once("end", () => {
        const ms = performance.now() - started;
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(read(body, ms));
        else reject(new Error(`${decodeURIComponent(url)} answered ${response.statusCode}: ${body}`));
      });
    });
    request.once("error", reject);
  });

const askAll = async ({ address, cookie, paths, connections }: ToAsk): Promise<AskedAll> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answers: Answer[] = [];
  let next = 0;
  const connection = async (): Promise<void> => {
    while (next < paths.length) {
      const index = next;
      next += 1;
      answers[index] = await askOnce(address + paths[index], cookie, agent);
    }
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: connections }, connection));
    return { answers, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    return { failure: String(error) };
  } finally {
    agent.destroy();
  }
};

process.on("message", (toAsk: ToAsk) => {
  void askAll(toAsk).then((asked) => process.send?.(asked));
});
void untilAskedToStop().finally(() => process.exit(0));
process.send?.({ port: 0 });
