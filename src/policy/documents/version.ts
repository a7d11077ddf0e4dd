import type { JsonObject } from '../../arm/json.ts';
import { PolicyError } from '../error.ts';
import { find, textOf, type Place } from './place.ts';

/** What a version pattern of an assignment asks for: `1.*.*`, `1.2.*`, `1.2.3`, each perhaps with a suffix such as `-preview`. */
const shape = /^(\d+)\.(\d+|\*)\.(\d+|\*)(-[a-z]+)?$/i;

/** The `definitionVersion` of an assignment or a member. Throws PolicyError when it is none. */
export function optionalVersion(parent: Place<JsonObject>): string | undefined {
  const found = find(parent, 'definitionVersion');
  return found === undefined ? undefined : assertVersion(textOf(found, '`definitionVersion`'), found.pointer);
}

/** The text itself. Throws PolicyError when it names no versions. */
export function assertVersion(text: string, pointer: string): string {
  if (shape.test(text)) return text;
  throw new PolicyError(`\`${text}\` names no version of a definition; write \`1.*.*\` or \`1.2.*\``, pointer);
}

/** Whether a definition of this version is one that the pattern asks for. A pattern without suffix takes any; no version is no pattern's. */
export function isVersion(version: string | undefined, pattern: string): boolean {
  const [, ...wanted] = shape.exec(pattern) ?? [];
  const [, ...found] = shape.exec(version ?? '') ?? [];
  if (found.length === 0) return false;
  return wanted.every((part, index) => part === undefined || part === '*' || part.toLowerCase() === found[index]?.toLowerCase());
}
