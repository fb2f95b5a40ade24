/** A resource that an engine found, by its key, and the page that it shows first. */
export interface Found {
  key: string;
  page: number | null;
}

/** Something that answers questions about one library: ours through HTTP, or a peer. */
export interface Engine {
  name: string;
  /** At most 20, best first. */
  ask(question: string): Promise<Found[]>;
  close(): Promise<void>;
}

export const depth = 20;
