import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { UserError } from '../../../run/errors.ts';
import type { ArmState } from '../state.ts';
import { damaged, partsOf } from './parts.ts';

/** All that an ARM knows, as plain data. `state` is the sandbox's own business and follows `version`. */
export interface ArmSnapshot {
  readonly format: typeof format;
  readonly version: typeof version;
  /** ISO 8601. */
  readonly savedAt: string;
  readonly state: JsonObject;
}

const format = 'aks-isolation-sandbox';
const version = 2;

export function takeSnapshot(state: ArmState, now: number): ArmSnapshot {
  const parts = Object.entries(partsOf(state)).map(([name, { save }]) => [name, save()] as const);
  return { format, version, savedAt: new Date(now).toISOString(), state: Object.fromEntries(parts.map(([name, saved]) => [name, copyOf(saved)])) };
}

/**
 * Puts what a snapshot holds in the place of all that an ARM knows. Operations that were under way go on: they end when they would have.
 * Throws `UserError` for anything but a snapshot of this version, and has changed nothing then.
 */
export function restoreSnapshot(state: ArmState, snapshot: unknown): void {
  const what = isJsonObject(snapshot) ? snapshot : {};
  if (what['format'] !== format) throw new UserError(`This is no snapshot of a sandbox: its "format" is not "${format}".`);
  if (what['version'] !== version) throw new UserError(`This snapshot has version ${JSON.stringify(what['version'])}, and this sandbox reads version ${version} only.`);
  const saved = what['state'];
  try {
    if (!isJsonObject(saved)) throw damaged('state', 'is missing');
    const changes = Object.entries(partsOf(state)).map(([name, { read }]) => read(copyOf(saved[name])));
    for (const change of changes) change();
  } catch (thrown) {
    throw thrown instanceof UserError ? new UserError(`This snapshot is damaged: ${thrown.message}.`) : thrown;
  }
}

/** What of a value goes into a file: neither the snapshot nor the ARM sees what the other does afterwards. */
function copyOf(value: unknown): unknown {
  return value === undefined ? undefined : JSON.parse(JSON.stringify(value));
}
