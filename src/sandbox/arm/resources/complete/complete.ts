import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../../arm/json.ts';
import { tenantId } from '../../../identities.ts';
import { idsOfIdentity } from '../../authorization/principals.ts';
import { asObject, compact, isEmptyObject, omit, withoutNulls } from '../../documents.ts';
import type { StoredResource } from '../store.ts';
import type { Target } from '../target.ts';
import { networkCompletions } from './network.ts';
import { completePrivateEndpoint } from './private-endpoint.ts';
import { registryCompletions } from './registry.ts';

/** What a completion knows besides the properties that were sent. */
export interface CompletionContext {
  readonly id: string;
  readonly name: string;
  readonly parentId: string | undefined;
  readonly now: number;
  readonly existing: StoredResource | undefined;
}

/** The properties that a service makes of those that it is sent. `undefined` members are dropped afterwards. */
export type Completion = (sent: JsonObject, context: CompletionContext) => { readonly [name: string]: unknown };

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
/** What a caller cannot set: a document that was read may be sent back as it is. */
const readOnlyProperties: ReadonlySet<string> = new Set(['provisioningState', 'resourceGuid', 'privateEndpointConnections', 'virtualNetworkLinkState', 'peeringState']);

/** Only tracked types of the network have a `resourceGuid` (byo-acr-create.json: a virtual network has, a subnet has not). */
function guidFor({ row }: Target, existing: StoredResource | undefined): unknown {
  if (row.service !== 'network' || row.location !== 'regional') return undefined;
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
  const clean = withoutNulls(body);
  const { id, name } = existing ?? target;
  const sent = omit(asObject(clean['properties']), readOnlyProperties);
  const completion = completions[target.row.type] ?? ((given) => given);
  return {
    id,
    name,
    type: target.row.type,
    ...(target.parentId === undefined ? {} : { parentKey: target.parentId.toLowerCase() }),
    ...(location === undefined ? {} : { location }),
    members: completeMembers(target, clean),
    properties: compact({ resourceGuid: guidFor(target, existing), ...completion(sent, { id, name, parentId: target.parentId, now, existing }) }),
    etags: { running: randomUUID(), settled: randomUUID() },
    createdAt: existing?.createdAt ?? now,
    changedAt: now,
  };
}

function completeMembers({ row }: Target, body: JsonObject): JsonObject {
  const kept = compact(Object.fromEntries(keptMembers.map((name) => [name, body[name]])));
  const answersNoTags = row.service === 'registry' || row.service === 'identity';
  const sku = asObject(kept['sku']);
  return compact({
    ...kept,
    tags: row.location === 'parent' ? undefined : kept['tags'] ?? (answersNoTags ? {} : undefined),
    sku: isEmptyObject(sku) ? kept['sku'] : { ...sku, tier: sku['tier'] ?? defaultTier(row.service, sku['name']) },
  });
}

/** A registry's tier is the name of its SKU; the network's SKUs are regional unless they say otherwise. */
function defaultTier(service: string, name: unknown): unknown {
  return service === 'registry' ? name : 'Regional';
}
