import { access } from '../../access.ts';
import { isInt64 } from '../../dotnet/int64.ts';
import type { Arguments } from '../../function-table.ts';
import { bare, isUnknown } from '../../unknown.ts';
import { isAbsent, isArray, isObject, keyIgnoringCase } from '../../values.ts';
import { unfit } from '../expect.ts';

/**
 * Only the first step is safe; what lies behind an existing value has to exist. Every step that is taken is a text or an integer,
 * the first one also when there is nothing to look into (azure-policy-linter, TryGet).
 */
export function tryGet(value: unknown, first: unknown, rest: Arguments): unknown {
  const found = safely(value, stepOf(first));
  // It may be null, and then nothing is looked for in it.
  if (isUnknown(found) && rest.length > 0) return bare(found);
  return isAbsent(found) ? null : rest.reduce((current, key) => access(current, stepOf(key)), found);
}

function stepOf(key: unknown): unknown {
  if (isUnknown(key) || typeof key === 'string' || (typeof key === 'number' && isInt64(key))) return key;
  throw unfit('tryGet', 'keys that are texts or integers', key);
}

function safely(value: unknown, key: unknown): unknown {
  if (!isArray(value) && !isObject(value) && !isUnknown(value)) return null;
  // A text has no parts.
  if (isUnknown(value) && value.pieces !== undefined) return null;
  return isUnknown(value) || isUnknown(key) || isPart(value, key) ? access(value, key) : null;
}

function isPart(value: unknown, key: unknown): boolean {
  if (isArray(value)) return typeof key === 'number' && key in value;
  return isObject(value) && typeof key === 'string' && keyIgnoringCase(value, key) !== undefined;
}
