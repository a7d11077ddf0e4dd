/** A map that counts its changes, so that what was worked out from it can be kept until it changes. */
export class CountedMap<Key, Value> extends Map<Key, Value> {
  changes = 0;

  override set(key: Key, value: Value): this {
    this.#count();
    return super.set(key, value);
  }

  override delete(key: Key): boolean {
    this.#count();
    return super.delete(key);
  }

  override clear(): void {
    this.#count();
    super.clear();
  }

  #count(): void {
    this.changes += 1;
  }
}

/** What stands in subscriptions, by lower-case ids: what is below one of them is found without looking at what is below others. Order is the order of addition. */
export class PlacedMap<Value> extends CountedMap<string, Value> {
  readonly #places = new Map<string, Map<string, Value>>();

  override set(key: string, value: Value): this {
    const place = placeOf(key);
    const there = this.#places.get(place);
    if (there === undefined) this.#places.set(place, new Map([[key, value]]));
    else there.set(key, value);
    return super.set(key, value);
  }

  override delete(key: string): boolean {
    this.#places.get(placeOf(key))?.delete(key);
    return super.delete(key);
  }

  override clear(): void {
    this.#places.clear();
    super.clear();
  }

  /** The values whose ids begin so. @param prefix begins with `/subscriptions/` and an id, and ends with a slash */
  below(prefix: string): readonly Value[] {
    const start = prefix.toLowerCase();
    return [...this.#places.get(placeOf(start)) ?? []].flatMap(([key, value]) => (key.startsWith(start) ? [value] : []));
  }
}

/** The subscription in an id; what stands in none is together under what comes in its place. */
function placeOf(id: string): string {
  return id.split('/', 3)[2] ?? '';
}
