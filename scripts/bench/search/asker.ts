import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { untilAskedToStop } from "../../../server/until-asked-to-stop.ts";
import type { Answer, AskedAll, ToAsk } from "./ask-over-http.ts";

const headEnd = "\r\n\r\n";

interface Reply {
  status: number;
  body: Buffer;
}

/** The whole of a reply with a Content-Length, or null while more is to come. */
const replyIn = (received: Buffer): Reply | null => {
  const end = received.indexOf(headEnd);
  if (end === -1) return null;
  const head = received.toString("latin1", 0, end);
  const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN);
  if (Number.isNaN(length)) throw new Error(`An answer did not tell its length: ${head}`);
  const from = end + headEnd.length;
  if (received.length < from + length) return null;
  return {
    status: Number(head.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length)),
    body: received.subarray(from, from + length),
  };
};

/** One request over a connection that nothing else is on. HTTP by hand: a client would cost a fifth of what the server does. */
const askOnce = (socket: Socket, request: string): Promise<Reply> =>
  new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const settle = (act: () => void): void => {
      socket.removeAllListeners();
      act();
    };
    socket.on("data", (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      const reply = replyIn(received);
      if (reply) settle(() => resolve(reply));
    });
    socket.once("error", (error) => settle(() => reject(error)));
    socket.once("close", () => settle(() => reject(new Error("The server closed a connection."))));
    socket.write(request);
  });

const readAnswer = ({ body }: Reply, ms: number): Answer => ({
  ms,
  isDegraded: body.includes('"degraded":true'),
  isEmpty: body.includes('"total":0,'),
});

const askAll = async ({ address, cookie, paths, connections }: ToAsk): Promise<AskedAll> => {
  const { hostname, port, host } = new URL(address);
  const answers: Answer[] = [];
  let next = 0;
  const ask = async (): Promise<void> => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    await once(socket, "connect");
    while (next < paths.length) {
      const index = next;
      next += 1;
      const started = performance.now();
      const reply = await askOnce(
        socket,
        `GET ${paths[index]} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\n\r\n`,
      );
      if (reply.status !== 200)
        throw new Error(
          `${decodeURIComponent(paths[index] as string)} answered ${reply.status}: ${reply.body}`,
        );
      answers[index] = readAnswer(reply, performance.now() - started);
    }
    socket.destroy();
  };
  const started = performance.now();
  try {
    await Promise.all(Array.from({ length: connections }, ask));
    return { answers, seconds: (performance.now() - started) / 1000 };
  } catch (error) {
    return { failure: String(error) };
  }
};

process.on("message", (toAsk: ToAsk) => {
  void askAll(toAsk).then((asked) => process.send?.(asked));
});
void untilAskedToStop().finally(() => process.exit(0));
process.send?.({ port: 0 });
