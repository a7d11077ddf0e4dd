import { randomUUID } from 'node:crypto';
import { agentPoolType, managedClusterType, roleAssignmentType } from '../../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId, sameId, type ResourceId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { UserError } from '../../../run/errors.ts';
import { managementGroup as top } from '../../identities.ts';
import { readRoleAssignment } from '../authorization/role-assignment.ts';
import { readTags } from '../http/bodies.ts';
import { compact } from '../documents.ts';
import { completePolicyObject } from '../policy/document.ts';
import { requireReadablePolicy } from '../policy/reading.ts';
import { Refusal } from '../http/refusal.ts';
import { groupId, storeGroup } from '../groups/resource-groups.ts';
import { findType } from '../resources/types.ts';
import { policyKinds, type ArmState, type ResourceGroup } from '../state.ts';
import type { Estate } from './estate.ts';
import { seedCluster, seedPool } from './seed-cluster.ts';
import { seedResource } from './seed-resource.ts';
import type { Planting, Seed } from './planting.ts';

/**
 * Puts an estate into the store: at once, without operations and without asking policy. What is there already under the same id is
 * replaced. Throws UserError for what cannot be a part of it, naming its id; what came before stays.
 */
export function seedEstate({ managementGroups = [], subscriptions = [], documents = [] }: Estate, state: ArmState, now: number): void {
  const { hierarchy } = state;
  guard('the tree of management groups', () => {
    for (const { name, displayName = name, parent = top } of managementGroups) hierarchy.addGroup({ name, displayName, parent });
    for (const { subscriptionId, displayName = subscriptionId, managementGroup = top } of subscriptions) hierarchy.addSubscription({ subscriptionId, displayName, managementGroup });
  });
  const planting = { now, etags: { running: randomUUID(), settled: randomUUID() } };
  const seeds: Seed[] = [];
  for (const document of documents) {
    const text = textAt(document, 'id') ?? '';
    const id = parseResourceId(text);
    if (id !== undefined) seeds.push({ id, document });
    else guard(text, () => seedGroup(text, document, state));
  }
  // Parents come before what stands in them, and assignments after what they assign.
  const inOrder = seeds.map((seed) => ({ seed, rank: rankOf(seed) })).sort((left, right) => left.rank - right.rank);
  for (const { seed } of inOrder) guard(seed.id.id, () => seedOne(seed, state, planting));
}

/** What the store refuses is the mistake of whoever wrote the document. */
function guard(id: string, put: () => void): void {
  try {
    put();
  } catch (thrown) {
    if (!(thrown instanceof RangeError) && !(thrown instanceof Refusal)) throw thrown;
    throw new UserError(`The sandbox cannot hold '${id}': ${thrown.message}`, { cause: thrown });
  }
}

const policyTypes: ReadonlyMap<string, (typeof policyKinds)[number]> = new Map(policyKinds.map((kind) => [`microsoft.authorization/${kind.toLowerCase()}`, kind]));

function rankOf({ id }: Seed): number {
  const type = id.type.toLowerCase();
  if (type === managedClusterType.toLowerCase()) return 0;
  if (policyTypes.has(type)) return 10 + [...policyTypes.keys()].indexOf(type);
  return type.split('/').length + (id.scope.toLowerCase().includes('/providers/') ? 1 : 0);
}

function seedOne(seed: Seed, state: ArmState, planting: Planting): void {
  const { now } = planting;
  const { id, document } = seed;
  const kind = policyTypes.get(id.type.toLowerCase());
  if (kind !== undefined) {
    const written = completePolicyObject(document, { kind, id: id.id, name: id.name, scope: id.scope, apiVersion: '2025-03-01', now }, undefined);
    const object = { ...written, document: compact({ ...written.document, identity: document['identity'] }) };
    requireReadablePolicy(object);
    state.policies.set(id.id.toLowerCase(), object);
  } else if (sameId(id.type, roleAssignmentType)) {
    seedRoleAssignment(seed, state, now);
  } else {
    const group = requireGroupOf(seed, state);
    if (sameId(id.type, managedClusterType)) seedCluster(seed, group, state, planting);
    else if (sameId(id.type, agentPoolType)) seedPool(seed, group, state, planting);
    else seedResource(requireRow(id), seed, group, state, planting);
  }
}

function requireRow(id: ResourceId): NonNullable<ReturnType<typeof findType>> {
  const row = findType(id.type);
  if (row === undefined) throw new RangeError(`it keeps no resources of type ${id.type}.`);
  return row;
}

/** Names of role assignments are unique in the tenant. */
function seedRoleAssignment({ id, document }: Seed, { roleAssignments }: ArmState, now: number): void {
  const known = roleAssignments.get(id.name.toLowerCase());
  if (known !== undefined && !sameId(known.scope, id.scope)) throw new RangeError(`the name stands for a role assignment at '${known.scope}' already.`);
  roleAssignments.set(id.name.toLowerCase(), readRoleAssignment(document, id.name, id.scope, now));
}

function seedGroup(text: string, document: JsonObject, state: ArmState): void {
  const scope = parseScope(text);
  if (scope?.kind !== 'resourceGroup') throw new RangeError('that is no id of a resource or resource group.');
  const tags = readTags(document);
  storeGroup(state, ensureSubscription(scope.subscriptionId, state), { name: scope.resourceGroup, location: textAt(document, 'location') ?? 'westeurope', ...(tags === undefined ? {} : { tags }) });
}

/** The group that a resource stands in; made where it is not there, in the place of its first resource. */
function requireGroupOf({ id, document }: Seed, state: ArmState): ResourceGroup {
  const { subscriptionId, resourceGroup } = id;
  if (subscriptionId === undefined || resourceGroup === undefined) throw new RangeError('it stands in no resource group.');
  const known = state.groups.get(groupId(subscriptionId, resourceGroup).toLowerCase());
  if (known !== undefined) return known;
  const location = textAt(document, 'location');
  return storeGroup(state, ensureSubscription(subscriptionId, state), { name: resourceGroup, location: location === undefined || location === 'global' ? 'westeurope' : location });
}

/** The subscription in its own case. */
function ensureSubscription(subscriptionId: string, { hierarchy }: ArmState): string {
  const known = hierarchy.subscription(subscriptionId);
  if (known !== undefined) return known.subscriptionId;
  if (parseScope(`/subscriptions/${subscriptionId}`) === undefined) throw new RangeError(`'${subscriptionId}' is no id of a subscription.`);
  hierarchy.addSubscription({ subscriptionId, displayName: subscriptionId, managementGroup: top });
  return subscriptionId;
}
