/** An alias as its word tells it: what stands behind the type, and where it points. */
export interface AliasWord {
  readonly tail: string;
  readonly path: string;
}

/** The words of a list; their forms are described in network-and-registry.ts. */
export function wordsIn(list: string): readonly string[] {
  return list.trim().split(/\s+/);
}

export function readWord(word: string): AliasWord {
  const tail = tailOf(word);
  const path = word.indexOf('=');
  if (path >= 0) return { tail, path: word.slice(path + 1) };
  if (word.startsWith('/')) return { tail, path: tail };
  return { tail, path: `properties.${word.startsWith('+') ? tail.replaceAll('[*].', '[*].properties.') : tail}` };
}

/** What stands behind the type, without reading the rest. */
export function tailOf(word: string): string {
  const path = word.indexOf('=');
  if (path >= 0) return word.slice(0, path);
  return word.startsWith('/') || word.startsWith('+') ? word.slice(1) : word;
}
