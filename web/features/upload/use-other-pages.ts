import { useEffect, useRef, useState } from "react";
import { newKey } from "../../api/new-key.ts";

/** What a page says to the person's other upload pages in this browser. */
type Message = { says: "who-is-there" } | { says: "in-hand"; page: string; fingerprints: string[] };

export interface OtherPages {
  /** Of the files that they have in hand. */
  fingerprints: ReadonlySet<string>;
  /** How many have let go of all that they had. */
  leftCount: number;
}

/** Upload pages that the person has open beside this one: what they have in hand is neither unfinished nor to be given up here. */
export const useOtherPages = (personId: string, own: string[]): OtherPages => {
  const [inHand, setInHand] = useState(new Map<string, string[]>());
  const [leftCount, setLeftCount] = useState(0);
  const shown = useRef<string[]>([]);
  const tell = useRef<(fingerprints: string[]) => void>(() => undefined);

  useEffect(() => {
    const channel = new BroadcastChannel(`campus-commons.upload-pages.${personId}`);
    const page = newKey();
    const post = (message: Message) => channel.postMessage(message);
    tell.current = (fingerprints) => post({ says: "in-hand", page, fingerprints });
    channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data.says === "who-is-there") return shown.current.length > 0 && tell.current(shown.current);
      if (data.fingerprints.length === 0) setLeftCount((count) => count + 1);
      setInHand((known) => new Map(known).set(data.page, data.fingerprints));
    };
    post({ says: "who-is-there" });
    const leave = () => shown.current.length > 0 && tell.current([]);
    addEventListener("pagehide", leave);
    return () => {
      leave();
      removeEventListener("pagehide", leave);
      channel.close();
      tell.current = () => undefined;
    };
  }, [personId]);

  const key = JSON.stringify(own);
  useEffect(() => {
    if (JSON.stringify(shown.current) === key) return;
    shown.current = JSON.parse(key);
    tell.current(shown.current);
  }, [key]);

  return { fingerprints: new Set([...inHand.values()].flat()), leftCount };
};
