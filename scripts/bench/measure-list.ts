import { findActorByPersonId, resolveUserActor } from "../../server/modules/identity/index.ts";
import { people } from "../demo-world/world.ts";
import { measureRequests, type RequestFigures } from "./measure-requests.ts";
import { compareInTurns, median } from "./median.ts";
import { type Bench, type BenchServer, teacher } from "./open-bench.ts";
import { startProcess } from "./start-process.ts";

export const listPath = "/api/resources";
const connections = 8;

const startBareList = async (bench: Bench) => {
  const person = people.find((one) => one.username === teacher);
  const row =
    person && (await findActorByPersonId(bench.ctx.db, person.id, new Date().toISOString().slice(0, 10)));
  if (!row) throw new Error("The measuring teacher is nobody.");
  const actor = resolveUserActor(row);
  return startProcess("scripts/bench/bare/list-server.ts", {
    arguments: [bench.databaseUrl, actor.id, ...actor.scope],
  });
};

const idsAt = async (address: string, cookie: string): Promise<string[]> => {
  const reply = await fetch(`${address}${listPath}`, { headers: { cookie } });
  const { items } = (await reply.json()) as { items: { id: string }[] };
  return items.map((item) => item.id);
};

/** The list's rate beside that of one query through Express and pg that answers the same rows. */
export const measureList = async (bench: Bench, server: BenchServer) => {
  const bare = await startBareList(bench);
  const bareAddress = `http://127.0.0.1:${bare.ready.port}`;
  try {
    const [ours, theirs] = [await idsAt(server.address, server.cookie), await idsAt(bareAddress, "")];
    if (ours.length !== 20 || ours.join() !== theirs.join())
      throw new Error("The bare list answers other rows.");
    const { rounds, seconds } = bench.options;
    const figures: RequestFigures[] = [];
    const measureOurs = async () => {
      const figure = await measureRequests(server.address, [listPath], {
        connections,
        seconds,
        cookie: server.cookie,
      });
      figures.push(figure);
      return figure.requestsPerSecond;
    };
    const measureBare = async () =>
      (await measureRequests(bareAddress, [listPath], { connections, seconds })).requestsPerSecond;
    await measureOurs();
    await measureBare();
    figures.length = 0;
    const compared = await compareInTurns(rounds, measureOurs, measureBare);
    return {
      "list.ratio": compared.ratio,
      "list.requestsPerSecond": compared.ours,
      "list.bareRequestsPerSecond": compared.bare,
      "list.p50Ms": median(figures.map((figure) => figure.p50Ms)),
      "list.p99Ms": median(figures.map((figure) => figure.p99Ms)),
    };
  } finally {
    await bare.stop();
  }
};
