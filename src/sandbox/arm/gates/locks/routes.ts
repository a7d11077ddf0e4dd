import { textAt } from '../../../../arm/json.ts';
import { isWithin } from '../../../../arm/scope.ts';
import type { StandInResponse } from '../../../http.ts';
import { requireBody } from '../../http/bodies.ts';
import { page } from '../../http/paging.ts';
import { requireScope } from '../../policy/scopes.ts';
import { gatewayRefusal } from '../../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { lockId, lockType, renderLock } from './locks.ts';
import type { Lock } from './lock.ts';

const list = `/{+scope}/providers/${lockType}`;
const one = `${list}/{name}`;

/** Locks at subscriptions, resource groups and resources (REST reference, "Management Locks"): all synchronous. */
export function lockRoutes(arm: Arm): readonly Route[] {
  return [
    { method: 'GET', pattern: list, handle: (call) => listLocks(arm, call) },
    { method: 'GET', pattern: one, handle: (call) => ({ status: 200, body: renderLock(requireLock(arm, call)) }) },
    { method: 'PUT', pattern: one, handle: (call) => putLock(arm, call) },
    { method: 'DELETE', pattern: one, handle: (call) => deleteLock(arm, call) },
  ];
}

/** Those at the scope and below it. */
function listLocks({ state, settings }: Arm, call: ArmCall): StandInResponse {
  const scope = parameter(call, 'scope');
  requireScope(scope, state);
  return page([...state.locks.values()].filter((lock) => isWithin(lock.scope, scope)), call, settings, renderLock);
}

/** The code of the refusal is assumed. */
function putLock({ state }: Arm, call: ArmCall): StandInResponse {
  const [scope, name] = [parameter(call, 'scope'), parameter(call, 'name')];
  requireScope(scope, state);
  const body = requireBody(call.request);
  const level = textAt(body, 'properties', 'level');
  if (level !== 'CanNotDelete' && level !== 'ReadOnly') throw gatewayRefusal(400, 'InvalidLockLevel', `The lock level '${level ?? ''}' is invalid. It is CanNotDelete or ReadOnly.`);
  const notes = textAt(body, 'properties', 'notes');
  const lock: Lock = { scope, name, level, ...(notes === undefined ? {} : { notes }) };
  const key = lockId(lock).toLowerCase();
  const status = state.locks.has(key) ? 200 : 201;
  state.locks.set(key, lock);
  return { status, body: renderLock(lock) };
}

function deleteLock(arm: Arm, call: ArmCall): StandInResponse {
  return { status: arm.state.locks.delete(keyOf(call)) ? 200 : 204 };
}

function requireLock({ state }: Arm, call: ArmCall): Lock {
  requireScope(parameter(call, 'scope'), state);
  const lock = state.locks.get(keyOf(call));
  if (lock === undefined) throw gatewayRefusal(404, 'LockNotFound', `The lock '${parameter(call, 'name')}' could not be found.`);
  return lock;
}

function keyOf(call: ArmCall): string {
  return lockId({ scope: parameter(call, 'scope'), name: parameter(call, 'name') }).toLowerCase();
}
