/**
 * The three functions that `tsyringe`, through which @peculiar/x509 finds its algorithms, expects on `Reflect`. It asks for
 * them at import and would otherwise want the package reflect-metadata; plain maps are all it needs of it.
 */
type Metadata = Map<unknown, unknown>;

const known = new WeakMap<object, Metadata>();

const polyfill = {
  getOwnMetadata: (key: unknown, target: object): unknown => known.get(target)?.get(key),
  getMetadata(key: unknown, target: object): unknown {
    for (let current: unknown = target; isObject(current); current = Object.getPrototypeOf(current)) {
      const metadata = known.get(current);
      if (metadata?.has(key) === true) return metadata.get(key);
    }
    return undefined;
  },
  defineMetadata(key: unknown, value: unknown, target: object): void {
    const metadata: Metadata = known.get(target) ?? new Map<unknown, unknown>();
    known.set(target, metadata.set(key, value));
  },
};

/** Adds the functions to `Reflect` unless a real implementation is there already. Call before importing @peculiar/x509. */
export function provideReflectMetadata(): void {
  if (!('getMetadata' in Reflect)) Object.assign(Reflect, polyfill);
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
