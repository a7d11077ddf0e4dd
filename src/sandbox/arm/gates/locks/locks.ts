import type { JsonObject } from '../../../../arm/json.ts';
import { isWithin } from '../../../../arm/scope.ts';
import { compact } from '../../documents.ts';
import type { ArmState } from '../../state.ts';
import type { Lock } from './lock.ts';

export const lockType = 'Microsoft.Authorization/locks';

export function lockId({ scope, name }: Pick<Lock, 'scope' | 'name'>): string {
  return `${scope}/providers/${lockType}/${name}`;
}

/**
 * The lock that forbids something to be done to what has this id (Microsoft Learn, "Lock your resources"): locks bear on all below their scope, and what holds
 * something locked cannot be deleted either. An action is a write to a lock.
 */
export function lockOn(id: string, operation: 'write' | 'delete' | 'action', { locks }: ArmState): Lock | undefined {
  return [...locks.values()].find(({ scope, level }) => {
    if (operation === 'delete') return isWithin(id, scope) || isWithin(scope, id);
    return level === 'ReadOnly' && isWithin(id, scope);
  });
}

export function renderLock(lock: Lock): JsonObject {
  return { id: lockId(lock), name: lock.name, type: lockType, properties: compact({ level: lock.level, notes: lock.notes }) };
}
