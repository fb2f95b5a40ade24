import { connect, createServer, type Socket } from "node:net";

export interface BreakingLine {
  address: string;
  /** How often it broke so far. */
  breaks(): number;
  close(): Promise<void>;
}

/**
 * A line to a server that breaks, for both sides at once, whenever as many more bytes have gone to the server as
 * `nextBreak` says; at its null it breaks no more. `port` is asked for each connection: a killed server comes back at
 * another. Nothing goes on before `onBreak` is done.
 */
export const openBreakingLine = async (options: {
  port(): number;
  nextBreak(): number | null;
  onBreak(count: number): Promise<void>;
}): Promise<BreakingLine> => {
  let breaks = 0;
  let left = options.nextBreak();
  let mending: Promise<void> = Promise.resolve();
  const sockets = new Set<Socket>();

  const forward = (client: Socket, server: Socket): void => {
    client.on("data", (chunk) => {
      if (left === null || chunk.length < left) {
        if (left !== null) left -= chunk.length;
        if (!server.write(chunk)) client.pause();
        return;
      }
      server.write(chunk.subarray(0, left));
      breaks += 1;
      left = options.nextBreak();
      mending = options.onBreak(breaks);
      client.resetAndDestroy();
      server.resetAndDestroy();
    });
    server.on("drain", () => client.resume());
    server.pipe(client);
  };

  const listener = createServer({ pauseOnConnect: true }, async (client) => {
    sockets.add(client);
    client.on("error", () => {});
    await mending;
    const server = connect(options.port(), "127.0.0.1");
    sockets.add(server);
    server.on("error", () => client.destroy());
    client.on("close", () => server.destroy());
    server.on("close", () => client.destroy());
    forward(client, server);
    client.resume();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${(listener.address() as { port: number }).port}`,
    breaks: () => breaks,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
};
