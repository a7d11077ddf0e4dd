import { isJsonObject } from '../../arm/json.ts';

/** Gives for equal texts the same one, so that what names the same role, place or resource does not keep a text of its own each time. */
export interface SharedTexts {
  readonly same: (text: string) => string;
  /** Lets go of what it knows: nothing more is to come. */
  readonly forget: () => void;
}

/** Ids are known from one query to the next: a subnet is named by its network, its cluster and its scale set. Of other texts the latest, as rows come in the order of their ids. */
export function sharedTexts(): SharedTexts {
  const ids = new Map<string, string>();
  const latest = new Map<string, string>();
  return {
    same: (text) => {
      const known = text.startsWith('/') ? ids : latest;
      const there = known.get(text);
      if (there !== undefined) return there;
      if (known === latest && latest.size >= mostTexts) latest.clear();
      known.set(text, text);
      return text;
    },
    forget: () => {
      ids.clear();
      latest.clear();
    },
  };
}

const mostTexts = 1000;
/** Below this a value stays as it is: no document of Azure is so deep. */
const mostDeep = 64;

/**
 * A copy of a value of an answer that takes less memory. `JSON.parse` gives all objects of one form a hidden class together, up to 1,536 forms by their first
 * name (V8's `TransitionArray::kMaxNumberOfTransitions`); documents with ids for names, as of identities, use them up, and from then on each object gets
 * a class of its own: 60,000 of them in a tenant of 10,000 clusters.
 */
export function compact(value: unknown, same: SharedTexts['same'], depth = 0): unknown {
  if (typeof value === 'string') return same(value);
  if (depth > mostDeep) return value;
  if (Array.isArray(value)) return value.map((item) => compact(item, same, depth + 1));
  if (!isJsonObject(value)) return value;
  const names = Object.keys(value);
  // Without a prototype V8 keeps names in the object, and `__proto__` is a name like others.
  const copy: Record<string, unknown> = names.some(isNoUsualName) ? Object.create(null) as Record<string, unknown> : {};
  for (const name of names) copy[name] = compact(value[name], same, depth + 1);
  return copy;
}

function isNoUsualName(name: string): boolean {
  return name.startsWith('/') || name === '__proto__';
}
