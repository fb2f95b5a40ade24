/** One value that is read again when it has been kept for a while; those who ask meanwhile share one reading. */
export class KeptFor<Value> {
  readonly #keptForMs: number;
  #value: Promise<Value> | undefined;
  #until = 0;

  constructor(keptForMs: number) {
    this.#keptForMs = keptForMs;
  }

  read(load: () => Promise<Value>): Promise<Value> {
    const now = performance.now();
    if (this.#value && now < this.#until) return this.#value;
    const value = load();
    this.#value = value;
    this.#until = now + this.#keptForMs;
    value.catch(() => {
      if (this.#value === value) this.forget();
    });
    return value;
  }

  /** The next to ask reads anew, also where a reading is under way. */
  forget(): void {
    this.#value = undefined;
  }
}
