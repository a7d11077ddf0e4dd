/** An alias as its word tells it: what stands behind the type, and where it points. */
export interface AliasWord {
  readonly tail: string;
  readonly path: string;
}

/** Reads a list of words; their forms are described in network-and-registry.ts. */
export function readWords(list: string): readonly AliasWord[] {
  return list.trim().split(/\s+/).map(readWord);
}

function readWord(word: string): AliasWord {
  const [tail = '', path] = word.split('=');
  if (path !== undefined) return { tail, path };
  if (word.startsWith('/')) return { tail: word.slice(1), path: word.slice(1) };
  if (!word.startsWith('+')) return { tail: word, path: `properties.${word}` };
  return { tail: word.slice(1), path: `properties.${word.slice(1).replaceAll('[*].', '[*].properties.')}` };
}
