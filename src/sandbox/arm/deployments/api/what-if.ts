import { isJsonObject, memberIgnoringCase, type JsonObject } from '../../../../arm/json.ts';
import { parseScope } from '../../../../arm/scope.ts';
import { findUnknown } from '../../../../language/values.ts';
import type { ExpandedResource } from '../../../../template/index.ts';
import type { Arm } from '../../state.ts';
import { trackedWithin } from '../../activity/tracked.ts';
import { checkDeployment } from '../check/check.ts';
import { deploymentType, type Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { newestVersionFor } from '../../versions/check.ts';

/** What a deployment would change (REST reference, "Deployments - What If"): resources as a whole, without the differences of their properties. */
export function whatIf(deployment: Deployment, arm: Arm, door: Door): JsonObject {
  const { resources } = checkDeployment(deployment, arm, door);
  const named = resources.filter(({ type }) => type.toLowerCase() !== deploymentType.toLowerCase());
  const changes = named.map((resource) => changeOf(resource, deployment, door));
  const ids = new Set(named.map(({ id }) => id?.toLowerCase()));
  const others = parseScope(deployment.scope)?.kind === 'resourceGroup' ? trackedWithin(deployment.scope, arm.state).filter((id) => !ids.has(id)) : [];
  return { status: 'Succeeded', properties: { correlationId: deployment.correlationId, changes: [...changes, ...others.map((id) => ({ resourceId: readAt(id, deployment, door)?.['id'] ?? id, changeType: 'Ignore' }))] } };
}

function changeOf({ id, body }: ExpandedResource, deployment: Deployment, door: Door): JsonObject {
  const { name: _, type: __, ...wanted } = body;
  const before = id === undefined ? undefined : readAt(id, deployment, door);
  const after = { id, ...body };
  if (id === undefined || findUnknown(body) !== undefined) return { resourceId: id ?? '', changeType: 'Unsupported', unsupportedReason: 'The resource depends on what only the deployment knows.' };
  if (before === undefined) return { resourceId: id, changeType: 'Create', after };
  return { resourceId: id, changeType: fits(wanted, before) ? 'NoChange' : 'Modify', before, after };
}

function readAt(path: string, { startedAt: now, correlationId, actor, principal, by }: Deployment, door: Door): JsonObject | undefined {
  const { status, body } = door.ask({ method: 'GET', path, apiVersion: newestVersionFor(path), now, correlationId, actor, principal, by });
  return status === 200 && isJsonObject(body) ? body : undefined;
}

/** Whether all that is wanted is there already; what else is there does not matter. */
function fits(wanted: unknown, there: unknown): boolean {
  if (Array.isArray(wanted)) return Array.isArray(there) && wanted.length === there.length && wanted.every((item, index) => fits(item, there[index]));
  if (isJsonObject(wanted)) return isJsonObject(there) && Object.entries(wanted).every(([name, value]) => fits(value, memberIgnoringCase(there, name)));
  return wanted === there || (wanted === null && there === undefined) || (typeof wanted === 'string' && typeof there === 'string' && same(wanted, there));
}

/** Locations and ids are one whatever their case. */
function same(left: string, right: string): boolean {
  return plain(left) === plain(right);
}

function plain(text: string): string {
  return text.toLowerCase().replaceAll(' ', '');
}
