import { createHash } from 'node:crypto';
import { isJsonObject } from '../arm/json.ts';
import { UserError } from '../run/errors.ts';

/** sha256 over a plan's substance; the order of members does not matter. */
export function hashOf(plan: unknown): string {
  return createHash('sha256').update(canonical(plan)).digest('hex');
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
