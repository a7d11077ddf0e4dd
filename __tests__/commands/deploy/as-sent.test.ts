/** Every body that `deploy` sends, against the published types of exactly the API version that it is sent with. */
import { describe, expect, test } from '@jest/globals';
import { at, isJsonObject, type JsonObject } from '../../../src/arm/json.ts';
import { parseResourceId } from '../../../src/arm/resource-id.ts';
import type { InProcessArm } from '../../azure/in-process-arm.ts';
import { network, registry } from '../../isolation/deployment/prerequisites/variants.ts';
import { hasPublishedTypes, problemsWith, publishedTypesOf } from '../../policies/published-types.ts';
import { runAssign, scopeAt } from '../assign/runs.ts';
import { azure, group, openCluster, put, runDeploy } from './runs.ts';

type Changes = NonNullable<Parameters<typeof runDeploy>[1]>;

/** No types are published for resource groups and for tags at a scope beside the others. */
const untyped = /\/resourceGroups\/[^/]+$|\/providers\/Microsoft\.Resources\/tags\/default$/i;

interface Sent {
  readonly type: string;
  readonly apiVersion: string;
  readonly body: JsonObject;
}

/** What was written with a body, each body once. */
function sent(arm: InProcessArm): readonly Sent[] {
  const writes = arm.requests.filter(({ method, path }) => method === 'PUT' && !untyped.test(decodeURIComponent(path)));
  return writes.map(({ path, query, body }) => ({ type: parseResourceId(decodeURIComponent(path))?.type ?? path, apiVersion: query['api-version'] ?? '', body: body ?? {} }));
}

function problemsIn({ type, apiVersion, body }: Sent): readonly string[] {
  const found = publishedTypesOf(type);
  if (found === undefined) return [`${type}: no published types are known`];
  const { file, version } = found;
  if (version !== apiVersion) return [`${type}: it is sent as ${apiVersion}, and the types are of ${version}`];
  return problemsWith(file, type, body).map((problem) => `${type}: ${problem}`);
}

/** Somebody enforced the policies while the cluster lives in the open. */
async function underDeny(arm: InProcessArm): Promise<void> {
  await runAssign(arm, { scope: scopeAt(group) });
  const id = `${group}/providers/Microsoft.Authorization/policyAssignments/aks-egress-isolation`;
  const { body } = arm.ask('GET', id);
  const properties = at(body, 'properties');
  put(arm, id, { ...(isJsonObject(body) ? body : {}), properties: { ...(isJsonObject(properties) ? properties : {}), enforcementMode: 'Default' } });
  arm.clock.pass(3_600_000);
  arm.forget();
}

const isolated = openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' }, networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' } });

const runs: Readonly<Record<string, { readonly cluster?: JsonObject; readonly changes?: Changes; readonly prepare?: (arm: InProcessArm) => Promise<void> }>> = {
  'a cluster, all of it managed by AKS': { changes: { specification: { location: 'westeurope', tags: { team: 'a' } } } },
  'a cluster with outbound type block': { changes: { specification: { location: 'westeurope', variant: { outboundType: 'block' } }, parameters: { allowedOutboundTypes: ['none', 'block'] }, allowsUnverified: true } },
  'a network, a registry, identities, roles and a cluster': { changes: { specification: { location: 'westeurope', variant: { network, registry } } } },
  'the same with its API server in the network': { changes: { specification: { location: 'westeurope', variant: { network, registry, apiServer: 'vnet-integration' } } } },
  'a network of the user\'s and a registry of AKS\'s': { changes: { specification: { location: 'westeurope', variant: { network } }, allowsUnverified: true } },
  'the way to isolation': { cluster: openCluster() },
  'the way to isolation under an enforced Deny': { cluster: openCluster(), prepare: underDeny },
  'the way to isolation of a public cluster': { cluster: openCluster({}, { apiServerAccessProfile: { enablePrivateCluster: false } }), changes: { specification: { variant: { apiServer: 'vnet-integration' } } } },
  'the way back': { cluster: isolated, changes: { leaveTo: 'managedNATGateway' } },
  'a new pool and another tag': { cluster: isolated, changes: { specification: { tags: { a: 'b' }, file: { body: { properties: { agentPoolProfiles: [{ name: 'more', count: 2, vmSize: 'Standard_D4ds_v5' }] } }, locate: () => 'cluster.yaml:1' } } } },
};

const title = hasPublishedTypes ? 'everything that is sent is in the published types, and nothing of it is read-only' : 'skipped: ../shared/schemas is not beside the checkout';

describe(title, () => {
  const each = hasPublishedTypes ? test : test.skip;
  const written = new Set<string>();

  each.each(Object.entries(runs))('%s', async (_, { cluster, changes = {}, prepare }) => {
    const arm = azure(cluster);
    await prepare?.(arm);
    const { failure } = await runDeploy(arm, changes);
    expect(failure).toBeUndefined();
    const bodies = sent(arm);
    expect(bodies.length).toBeGreaterThan(0);
    for (const { type } of bodies) written.add(type.toLowerCase());
    expect([...new Set(bodies.flatMap(problemsIn))]).toEqual([]);
  });

  each('and all kinds of what a deployment stands on were among it', () => {
    expect([...written].toSorted()).toEqual(expect.arrayContaining([
      'microsoft.authorization/policyexemptions', 'microsoft.authorization/roleassignments', 'microsoft.containerregistry/registries', 'microsoft.containerregistry/registries/cacherules',
      'microsoft.containerservice/managedclusters', 'microsoft.containerservice/managedclusters/agentpools', 'microsoft.managedidentity/userassignedidentities', 'microsoft.network/networksecuritygroups',
      'microsoft.network/privatednszones', 'microsoft.network/privatednszones/virtualnetworklinks', 'microsoft.network/privateendpoints', 'microsoft.network/privateendpoints/privatednszonegroups',
      'microsoft.network/virtualnetworks',
    ]));
  });
});
