import { isJsonObject, type JsonObject } from '../../arm/json.ts';
import type { Comparison, Difference } from '../document/difference.ts';
import { poolNameOf } from '../document/cluster.ts';

/** The comparison with only some of its differences: what is sent then says nothing of the others. */
export function partOf({ part }: Comparison, differences: readonly Difference[]): Comparison {
  const paths = new Set(differences.map(({ path }) => path));
  return { differences, part: members(part, '', paths) };
}

/** Paths are put together as `compareDocuments` does, never taken apart: names of tags hold dots. */
function members(value: JsonObject, path: string, paths: ReadonlySet<string>): JsonObject {
  return Object.fromEntries(Object.entries(value).flatMap(([name, child]) => {
    const kept = below(child, path === '' ? name : `${path}.${name}`, paths);
    return kept === undefined ? [] : [[name, kept] as const];
  }));
}

function below(value: unknown, path: string, paths: ReadonlySet<string>): unknown {
  if (paths.has(path)) return value;
  if (Array.isArray(value)) {
    const pools = value.filter(isJsonObject).flatMap((pool) => keptPool(pool, `${path}[${poolNameOf(pool)}]`, paths));
    return pools.length === 0 ? undefined : pools;
  }
  if (!isJsonObject(value)) return undefined;
  const kept = members(value, path, paths);
  return Object.keys(kept).length === 0 ? undefined : kept;
}

/** A pool is found again by its name. */
function keptPool(pool: JsonObject, path: string, paths: ReadonlySet<string>): readonly JsonObject[] {
  if (paths.has(path)) return [pool];
  const kept = members(pool, path, paths);
  return Object.keys(kept).length === 0 ? [] : [{ ...kept, name: pool['name'] }];
}
