import { expect } from '@jest/globals';
import { leakingCluster, seedCluster } from '../azure.ts';
import { detailsOf, expectStatus, reportOf } from '../reading.ts';
import { boolean, living, type InputCase, type World } from './case.ts';

const own = { 'virtual-network': 'vnet', 'registry': 'contosoacr' } as const;

/** Titles of the steps of a dry run. */
async function titles({ plan }: World, inputs: Parameters<World['plan']>[0]): Promise<string> {
  const run = await plan(inputs);
  expectStatus(run, 0);
  return (await reportOf(run)).steps.map(({ title }) => title).join('\n');
}

const resourceName = { value: '-x', expected: /expected 1 to 80 letters, digits, periods/ };
const reference = { value: '/subscriptions/x', expected: /expected a name, or the id of a resource in a resource group/ };

export const isolationCases = {
  'outbound-type': {
    effect: async ({ details }) => expect(await details({ 'outbound-type': 'block', 'allow-unverified': 'true' })).toContain('outbound type: block'),
    invalid: { value: 'loadBalancer', expected: /expected one of none, block/ },
  },
  'api-server': {
    effect: async ({ details }) => expect(await details({ 'api-server': 'vnet-integration' })).toContain('apiServerAccessProfile.enableVnetIntegration: true'),
    invalid: { value: 'public', expected: /expected one of private-link, vnet-integration/ },
  },
  'virtual-network': {
    effect: async (world) => expect(await titles(world, { ...own, 'virtual-network': 'vnet-spoke' })).toContain('Create network vnet-spoke'),
    invalid: reference,
  },
  'address-prefix': {
    effect: async ({ details }) => expect(await details({ ...own, 'address-prefix': '10.9.0.0/16' })).toContain('10.9.0.0/16'),
    invalid: { value: '10.9.0.0', expected: /expected an IPv4 prefix of 8 to 24 bits/ },
  },
  'node-subnet': {
    effect: async ({ details }) => expect(await details({ ...own, 'node-subnet': 'snet-nodes' })).toContain('snet-nodes'),
    invalid: resourceName,
  },
  'endpoint-subnet': {
    effect: async ({ details }) => expect(await details({ ...own, 'endpoint-subnet': 'snet-endpoints' })).toContain('snet-endpoints'),
    invalid: resourceName,
  },
  'api-server-subnet': {
    effect: async ({ details }) => expect(await details({ ...own, 'api-server': 'vnet-integration', 'api-server-subnet': 'snet-api' })).toContain('snet-api'),
    invalid: resourceName,
  },
  'registry': {
    effect: async (world) => expect(await titles(world, own)).toMatch(/Create registry contosoacr\n(?:.*\n)*.*Create cache rule aks-managed-mcr/),
    invalid: reference,
  },
  'registry-dns-zone': {
    effect: async ({ plan, sandbox }) => {
      const zone = `/subscriptions/${sandbox.subscriptionId}/resourceGroups/rg-hub/providers/Microsoft.Network/privateDnsZones/privatelink.azurecr.io`;
      const run = await plan({ ...own, 'registry-dns-zone': zone });
      const { steps, notes } = await reportOf(run);
      expect(JSON.stringify([steps, notes])).toContain('rg-hub');
    },
    invalid: reference,
  },
  'control-plane-identity': {
    effect: async (world) => expect(await titles(world, { ...own, 'control-plane-identity': 'id-plane' })).toContain('id-plane'),
    invalid: reference,
  },
  'kubelet-identity': {
    effect: async (world) => expect(await titles(world, { ...own, 'kubelet-identity': 'id-nodes' })).toContain('id-nodes'),
    invalid: reference,
  },
  'prerequisites': {
    effect: async ({ deploy }) => {
      const run = await deploy({ ...own, prerequisites: 'verify' });
      expectStatus(run, 2);
      expect(run.errors.join('\n')).toMatch(/Nothing was written to cluster demo\.[\s\S]*registry contosoacr[\s\S]*az acr create/i);
    },
    invalid: { value: 'make', expected: /expected one of create, verify, ignore/ },
  },
  'acknowledge-images': {
    effect: async ({ deploy, sandbox }) => {
      await seedCluster(sandbox, 'rg-images', 'demo', leakingCluster());
      const held = await deploy({ 'resource-group': 'rg-images' });
      expectStatus(held, 2);
      expect(held.errors.join('\n')).toMatch(/acknowledge-images/);
      expectStatus(await deploy({ 'resource-group': 'rg-images', 'acknowledge-images': 'true' }), 0);
    },
    invalid: boolean,
  },
  'allow-unverified': {
    effect: async ({ deploy, plan }) => {
      const block = { 'resource-group': 'rg-block', 'outbound-type': 'block', 'parameters': 'allowedOutboundTypes: [none, block]' };
      const held = await deploy(block);
      expectStatus(held, 2);
      expect(held.errors.join('\n')).toMatch(/allow-unverified/);
      expect((await reportOf(await plan({ ...block, 'allow-unverified': 'true' }))).notes.join('\n')).not.toMatch(/A run would write nothing/);
    },
    invalid: boolean,
  },
  'leave-isolation': {
    effect: async (world) => expect(await titles(world, { 'resource-group': living, 'leave-isolation': 'loadBalancer' })).toMatch(/^Set the outbound type to loadBalancer\nSet the bootstrap artifact source to Direct\nUpgrade the node image of pool system\nDelete registry \w+, which AKS made and no node pulls from any more$/),
    invalid: { value: 'none', expected: /expected one of loadBalancer, managedNATGateway/ },
  },
  'wait': {
    effect: async ({ deploy, sandbox }) => {
      await seedCluster(sandbox, 'rg-hurry', 'demo', leakingCluster());
      const run = await deploy({ 'resource-group': 'rg-hurry', 'acknowledge-images': 'true', 'wait': 'false' });
      expectStatus(run, 0);
      const report = await reportOf(run);
      expect(detailsOf(report)).toContain('begun, and not waited for');
      expect(report.notes.join('\n')).toMatch(/run the same command again/);
    },
    invalid: boolean,
  },
} as const satisfies Readonly<Record<string, InputCase>>;
