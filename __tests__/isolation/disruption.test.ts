import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { JsonObject } from '../../src/arm/json.ts';
import { disruptionOf, together } from '../../src/isolation/disruption.ts';
import { disruptionFacts, factFor } from '../../src/isolation/disruption/facts.ts';
import { planDeployment } from '../../src/isolation/plan.ts';
import type { ClusterSpecification } from '../../src/isolation/specification.ts';
import type { WriteStep } from '../../src/isolation/write-step.ts';
import { clusterFile, livingCluster, specification } from './clusters.ts';

function stepsFor(overrides: Partial<ClusterSpecification>, live: JsonObject = livingCluster()): readonly WriteStep[] {
  const plan = planDeployment(specification(overrides), { cluster: live, resourceGroup: undefined });
  return plan.kind === 'update' || plan.kind === 'create' ? plan.steps : [];
}

function said(path: string, from?: unknown, to?: unknown): string {
  const disruption = disruptionOf([{ path, from, to }]);
  return disruption.kind === 'none' ? 'none' : disruption.reasons.map(({ disturbs }) => disturbs).join();
}

describe('a change of a living cluster', () => {
  test.each([
    ['properties.apiServerAccessProfile.disableRunCommand', false, true, 'none'],
    ['properties.apiServerAccessProfile.disableRunCommand', true, false, 'api-server'],
    ['properties.nodeResourceGroupProfile.restrictionLevel', 'Unrestricted', 'ReadOnly', 'none'],
    ['properties.apiServerAccessProfile.enablePrivateClusterPublicFQDN', true, false, 'api-server'],
    ['properties.apiServerAccessProfile.privateDNSZone', 'system', 'none', 'reimage'],
    ['properties.apiServerAccessProfile.enableVnetIntegration', undefined, true, 'restart'],
    ['properties.apiServerAccessProfile.authorizedIPRanges', [], ['10.0.0.0/8'], 'api-server'],
    ['properties.networkProfile.outboundType', 'loadBalancer', 'none', 'connections'],
    ['properties.networkProfile.networkPolicy', 'none', 'calico', 'reimage'],
    ['properties.networkProfile.staticEgressGatewayProfile.enabled', true, false, 'connections'],
    ['properties.httpProxyConfig.enabled', undefined, false, 'reimage'],
    ['properties.autoUpgradeProfile.nodeOSUpgradeChannel', 'Unmanaged', 'NodeImage', 'reimage'],
    ['properties.autoUpgradeProfile.nodeOSUpgradeChannel', 'NodeImage', 'unmanaged', 'reimage'],
    ['properties.autoUpgradeProfile.nodeOSUpgradeChannel', 'SecurityPatch', 'NodeImage', 'none'],
    ['properties.bootstrapProfile.artifactSource', 'Direct', 'Cache', 'reimage'],
    ['properties.kubernetesVersion', '1.33', '1.34', 'replacement'],
    ['properties.addonProfiles.ACIConnectorLinux.enabled', true, false, 'function'],
    ['properties.addonProfiles.omsAgent.enabled', true, false, 'function'],
    ['properties.ingressProfile.webAppRouting.enabled', true, false, 'connections'],
    ['properties.agentPoolProfiles[web].count', 3, 5, 'none'],
    ['properties.agentPoolProfiles[web].count', 5, 3, 'replacement'],
    ['properties.agentPoolProfiles[web].count', '5', 6, 'replacement'],
    ['properties.agentPoolProfiles[web]', undefined, { name: 'web' }, 'none'],
    ['properties.agentPoolProfiles[web].nodeLabels.example.com/team', 'a', 'b', 'none'],
    ['properties.agentPoolProfiles[web].nodeTaints', [], ['a=b:NoExecute'], 'unknown'],
    ['tags.cost.center', 'a', 'b', 'none'],
    ['sku.tier', 'Free', 'Standard', 'none'],
    ['sku.tier', 'Free', 'Premium', 'unknown'],
    ['properties.somethingNew', undefined, true, 'unknown'],
    ['properties.tags.x', undefined, true, 'unknown'],
  ])('of %s from %p to %p: %s', (path, from, to, disturbs) => {
    expect(said(path, from, to)).toBe(disturbs);
  });

  test('is disruptive where nothing is known of it, whatever it is called', () => {
    fc.assert(fc.property(fc.string(), (name) => {
      const path = `properties.unheardOf.${name}`;
      expect(said(path)).toBe('unknown');
    }));
  });

  test('is told in a clause that stays short and keeps its marks', () => {
    const disruption = disruptionOf(Array.from({ length: 40 }, (_, index) => ({ path: `properties.\`${'x'.repeat(5000)}${index}`, from: 1, to: 2 })));
    const what = disruption.kind === 'disruptive' ? disruption.what : '';
    expect(what.length).toBeLessThan(2000);
    expect(what.split('`').length % 2).toBe(1);
  });
});

describe('facts', () => {
  test('have their source, and are all reached: none stands behind another', () => {
    const hidden = disruptionFacts.filter((fact) => {
      const path = fact.path.replace('.**', '.x').replace('[*]', '[web]');
      const tries = [[undefined, undefined], [1, 2], [false, true], ['Unmanaged', 'x'], ['a', 'none'], ['Free', 'Standard']] as const;
      return fact.source === '' || !tries.some(([from, to]) => factFor({ path, from, to }) === fact);
    });
    expect(hidden.map(({ path }) => path)).toEqual([]);
  });
});

describe('a step of the plan', () => {
  test('that makes something new disturbs nothing', () => {
    const [pool] = stepsFor({ file: clusterFile({ properties: { agentPoolProfiles: [{ name: 'work', count: 2, vmSize: 'Standard_D4ds_v5' }] } }) });
    expect(pool?.title).toBe('Add pool work');
    if (pool !== undefined) expect(disruptionOf(pool)).toEqual({ kind: 'none' });
  });

  test('disturbs what its differences do, once each', () => {
    const [step] = stepsFor({ kubernetesVersion: '1.35' });
    if (step === undefined) throw new Error('There is no step.');
    expect(disruptionOf(step)).toMatchObject({ kind: 'disruptive', what: 'nodes are replaced one after the other, as the Kubernetes version changes' });
  });

  test('that takes up a failed operation disturbs nobody knows what', () => {
    const [step] = stepsFor({}, livingCluster({ properties: { provisioningState: 'Failed' } }));
    if (step === undefined) throw new Error('There is no step.');
    expect(disruptionOf(step)).toMatchObject({ kind: 'disruptive', reasons: [{ disturbs: 'unknown' }] });
  });

  test('of which the substance is no list of differences is not taken for harmless', () => {
    const [step] = stepsFor({ tags: { a: 'b' } });
    if (step === undefined) throw new Error('There is no step.');
    expect(disruptionOf(step)).toEqual({ kind: 'none' });
    expect(disruptionOf({ ...step, substance: [{ path: 7 }] }).kind).toBe('disruptive');
  });

  test('counts together with others', () => {
    expect(together([{ kind: 'none' }, { kind: 'none' }])).toEqual({ kind: 'none' });
    const proxy = disruptionOf([{ path: 'properties.httpProxyConfig.enabled', from: true, to: false }]);
    expect(together([{ kind: 'none' }, proxy, proxy])).toEqual(proxy);
  });
});
