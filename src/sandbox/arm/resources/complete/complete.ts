import { randomUUID } from 'node:crypto';
import { at, isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import { tenantId } from '../../../identities.ts';
import { idsOfIdentity } from '../../authorization/principals.ts';
import { asObject, compact, isEmptyObject, omit, withoutNulls } from '../../documents.ts';
import { withoutReadOnly } from '../../read-only/strip.ts';
import type { StoredResource } from '../store.ts';
import type { Target } from '../target.ts';
import type { ResourceType } from '../types.ts';
import { networkCompletions } from './network.ts';
import { completePrivateEndpoint } from './private-endpoint.ts';
import { registryCompletions } from './registry.ts';
import type { Completion } from './completion.ts';

const completions: Readonly<Record<string, Completion>> = {
  ...networkCompletions,
  ...registryCompletions,
  'Microsoft.Network/privateEndpoints': completePrivateEndpoint,
  'Microsoft.Network/privateDnsZones': () => ({}),
  'Microsoft.Network/privateDnsZones/virtualNetworkLinks': (sent) => ({ registrationEnabled: false, resolutionPolicy: 'Default', ...sent }),
  'Microsoft.Network/privateDnsZones/A': (sent, { name, parentId }) => {
    const zone = parentId?.split('/').at(-1) ?? '';
    return { aRecords: [], ...sent, fqdn: name === '@' ? `${zone}.` : `${name}.${zone}.`, isAutoRegistered: false };
  },
  'Microsoft.ManagedIdentity/userAssignedIdentities': (sent, { id }) => ({ ...sent, tenantId, ...idsOfIdentity(id) }),
  // Defaults as the extension's documentation has them; no recording was read.
  'Microsoft.KubernetesConfiguration/extensions': (sent) => ({
    autoUpgradeMinorVersion: true,
    releaseTrain: 'Stable',
    configurationSettings: {},
    isSystemExtension: false,
    statuses: [],
    ...omit(sent, new Set(['configurationProtectedSettings'])),
  }),
};

/** Members of a document that a service keeps besides its location and properties. */
const keptMembers = ['tags', 'sku', 'identity', 'zones', 'kind', 'plan', 'extendedLocation'] as const;
/** What services say of any resource besides what the table of read-only members has. */
const told: ReadonlySet<string> = new Set(['provisioningState', 'peeringState', 'resourceGuid']);

/** Only tracked types of the network have a `resourceGuid` (byo-acr-create.json: a virtual network has, a subnet has not). */
function guidFor({ row }: Target, existing: StoredResource | undefined): unknown {
  if (row.service !== 'network' || row.location !== 'regional' || row.type === 'Microsoft.Network/virtualHubs') return undefined;
  return existing?.properties['resourceGuid'] ?? randomUUID();
}

/** The resource that a PUT makes of its body: defaults added, nulls and what cannot be set left out. */
export function completeResource(
  target: Target,
  body: JsonObject,
  location: string | undefined,
  existing: StoredResource | undefined,
  now: number,
): StoredResource {
  const clean = withoutReadOnly(target.row.type, withoutNulls(body));
  const { id, name } = existing ?? target;
  const sent = omit(asObject(clean['properties']), told);
  const completion = completions[target.row.type] ?? ((given) => given);
  return {
    id,
    name,
    type: target.row.type,
    ...(target.parentId === undefined ? {} : { parentKey: target.parentId.toLowerCase() }),
    ...(location === undefined ? {} : { location }),
    members: completeMembers(target, clean, existing),
    properties: compact({ resourceGuid: guidFor(target, existing), ...completion(sent, { id, name, parentId: target.parentId, now, existing }) }),
    etags: { running: randomUUID(), settled: randomUUID() },
    createdAt: existing?.createdAt ?? now,
    changedAt: now,
  };
}

function completeMembers({ row }: Target, body: JsonObject, existing: StoredResource | undefined): JsonObject {
  const kept = compact(Object.fromEntries(keptMembers.map((name) => [name, body[name]])));
  const answersNoTags = row.service === 'registry' || row.service === 'identity';
  const sku = asObject(kept['sku']);
  return compact({
    ...kept,
    identity: isJsonObject(kept['identity']) ? completeIdentity(kept['identity'], existing) : undefined,
    tags: row.location === 'parent' ? undefined : kept['tags'] ?? (answersNoTags ? {} : undefined),
    sku: isEmptyObject(sku) ? kept['sku'] : { ...defaultTier(row, sku['name']), ...sku },
  });
}

/** Whom an identity is, which the service says: of its own the principal that it had before. */
function completeIdentity(sent: JsonObject, existing: StoredResource | undefined): JsonObject {
  const ids = Object.keys(asObject(sent['userAssignedIdentities']));
  const principalId = /SystemAssigned/i.test(String(sent['type'])) ? at(existing?.members, 'identity', 'principalId') ?? randomUUID() : undefined;
  return compact({
    ...sent,
    principalId,
    tenantId: principalId === undefined ? undefined : tenantId,
    userAssignedIdentities: ids.length === 0 ? undefined : Object.fromEntries(ids.map((id) => [id, idsOfIdentity(id)])),
  });
}

/** A registry's tier is the name of its SKU, and a gateway's too; NAT gateways have none; the network's other SKUs are regional unless they say otherwise. */
function defaultTier({ type, service }: ResourceType, name: unknown): JsonObject {
  if (type === 'Microsoft.Network/natGateways') return {};
  return { tier: service === 'registry' || type === 'Microsoft.Network/virtualNetworkGateways' ? name : 'Regional' };
}
