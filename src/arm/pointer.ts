/** One segment of a JSON pointer (RFC 6901). */
export function escapePointer(key: string): string {
  // Nearly no name has one of them, and pointers are made for every value that a rule reads.
  return key.includes('~') || key.includes('/') ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key;
}

/** A segment of a JSON pointer as it was before it was escaped. */
export function unescapePointer(segment: string): string {
  return segment.replaceAll('~1', '/').replaceAll('~0', '~');
}
