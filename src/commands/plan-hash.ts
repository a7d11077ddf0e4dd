import { createHash } from 'node:crypto';
import { isJsonObject } from '../arm/json.ts';
import { UserError } from '../run/errors.ts';

/** sha256 over a plan's substance; the order of members does not matter. */
export function hashOf(plan: unknown): string {
  return createHash('sha256').update(canonical(plan)).digest('hex');
}

/** Enough of the same to tell contents apart. */
export function shortHash(value: unknown): string {
  return hashOf(value).slice(0, 32);
}

/** Stops a run whose plan is no longer the approved one. Call before the first write. */
export function checkApproved(approved: string | undefined, actual: string): void {
  if (approved === undefined || approved === actual) return;
  throw new UserError(
    `The plan has changed since it was approved (plan-hash ${approved.slice(0, 12)}… was approved, ${actual.slice(0, 12)}… is it now); nothing was written. ` +
      'Run with "dry-run" again, look at the new plan and approve that one.',
  );
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value).filter(([, child]) => child !== undefined).toSorted(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, child]) => `${JSON.stringify(name)}:${canonical(child)}`).join(',')}}`;
}

/** A guid made of a text, the same each time (RFC 4122 in form, version 5). */
export function guidOf(text: string): string {
  const digest = createHash('sha256').update(text).digest('hex');
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join('-');
}
