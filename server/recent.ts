/** Keeps so many entries: those used last. */
export class Recent<V> {
  readonly #entries = new Map<string, V>();
  readonly #size: number;
  constructor(size: number) {
    this.#size = size;
  }
  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }
  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > this.#size && !oldest.done) this.#entries.delete(oldest.value);
  }
  delete(key: string): void {
    this.#entries.delete(key);
  }
  entries(): IterableIterator<[string, V]> {
    return this.#entries.entries();
  }
  clear(): void {
    this.#entries.clear();
  }
}
