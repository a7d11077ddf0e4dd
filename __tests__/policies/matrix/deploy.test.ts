/** What `deploy` writes is judged by what it assigns: a cluster that it makes or changes passes every rule of the core initiative. */
import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { planDeployment } from '../../../src/isolation/plan.ts';
import type { ClusterSpecification } from '../../../src/isolation/specification.ts';
import { bundledPolicies, judge } from '../../../src/policy/index.ts';
import { clusterFile, livingCluster, specification } from '../../isolation/clusters.ts';
import { clusterType, poolType } from '../../policy/builders.ts';

const policies = bundledPolicies('aks-egress-isolation-core');
const pools = [{ name: 'system', mode: 'System' }, { name: 'work', count: 2 }];

/** Every rule that does not find a written cluster or pool compliant. */
function objections(overrides: Partial<ClusterSpecification>, cluster: JsonObject | undefined): readonly string[] {
  const plan = planDeployment(specification(overrides), { cluster, resourceGroup: { location: 'westeurope' } });
  const steps = plan.kind === 'create' || plan.kind === 'update' ? plan.steps : [];
  const written = steps.filter(({ id }) => id.includes('/managedClusters/'));
  expect(written).not.toEqual([]);
  return written.flatMap(({ id, body }) => {
    const type = id.includes('/agentPools/') ? poolType : clusterType;
    const verdicts = judge(policies, { type, name: type === poolType ? 'demo/work' : 'demo', id, body }).map(({ finding }) => finding);
    return verdicts.filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable').map(({ rule, verdict }) => `${rule}: ${verdict}`);
  });
}

describe('what deploy writes', () => {
  test.each<[string, Partial<ClusterSpecification>]>([
    ['from nothing but a name', {}],
    ['from inputs', { nodeCount: 5, nodeSize: 'Standard_D8ds_v5', kubernetesVersion: '1.34', tier: 'Premium' }],
    ['from a file with pools', { file: clusterFile({ properties: { agentPoolProfiles: pools } }) }],
    ['from a file that leaves profiles empty', { file: clusterFile({ properties: { networkProfile: { loadBalancerProfile: {}, natGatewayProfile: null } } }) }],
  ])('%s passes the core initiative', (_, overrides) => {
    expect(objections(overrides, undefined)).toEqual([]);
  });

  test.each<[string, Partial<ClusterSpecification>, JsonObject]>([
    ['a change of what is asked for', { tags: { team: 'a' } }, {}],
    ['a cluster that allows run command', {}, { properties: { apiServerAccessProfile: { disableRunCommand: false } } }],
    ['a cluster whose nodes update themselves', {}, { properties: { autoUpgradeProfile: { nodeOSUpgradeChannel: 'Unmanaged' } } }],
    ['another pool', { file: clusterFile({ properties: { agentPoolProfiles: pools } }) }, {}],
  ])('to a living cluster passes the core initiative: %s', (_, overrides, living) => {
    expect(objections(overrides, livingCluster(living))).toEqual([]);
  });
});
