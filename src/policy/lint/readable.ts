import { PolicyError } from '../error.ts';

/** What `read` gives; undefined where the document cannot be read, which `invalid` tells. */
export function readable<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
