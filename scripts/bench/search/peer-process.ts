import { untilAskedToStop } from "../../../server/until-asked-to-stop.ts";
import { openPeer, type PeerName, type PeerPlace } from "./open-peer.ts";

/** What the process answers to a list of questions: the milliseconds that each took. */
export interface PeerAnswer {
  ms: number[];
  buildSeconds: number;
}

const [name, place] = process.argv.slice(2) as [PeerName, string];
const started = performance.now();
const peer = await openPeer(name, JSON.parse(place) as PeerPlace);
const buildSeconds = (performance.now() - started) / 1000;

const askAll = async (questions: string[]): Promise<PeerAnswer> => {
  const ms: number[] = [];
  for (const question of questions) {
    const from = performance.now();
    await peer.ask(question);
    ms.push(performance.now() - from);
  }
  return { ms, buildSeconds };
};

process.on("message", ({ questions }: { questions: string[] }) => {
  void askAll(questions).then((answer) => process.send?.(answer));
});
void untilAskedToStop()
  .then(() => peer.close())
  .finally(() => process.exit(0));
process.send?.({ port: 0 });
