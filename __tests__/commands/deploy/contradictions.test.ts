import { describe, expect, test } from '@jest/globals';
import type { JsonObject } from '../../../src/arm/json.ts';
import { azure, group, openCluster, runDeploy, writes } from './runs.ts';

const network = { id: `${group}/providers/Microsoft.Network/virtualNetworks/vnet`, nodeSubnet: 'nodes', endpointSubnet: 'endpoints', apiServerSubnet: 'api', addressPrefix: '10.224.0.0/16' };
const registry = { id: `${group}/providers/Microsoft.ContainerRegistry/registries/contoso` };

/** A run that asks for outbound type `block`, under policies with these parameters. */
async function deployBlock(living: JsonObject | undefined, parameters: JsonObject): Promise<{ readonly failure: string | undefined; readonly verdict: string; readonly written: readonly string[] }> {
  const arm = azure(living);
  const { failure, report } = await runDeploy(arm, { specification: { location: 'westeurope', variant: { outboundType: 'block' } }, allowsUnverified: true, acknowledgesImages: true, parameters });
  return { failure: failure?.message, verdict: report.verdict, written: writes(arm) };
}

describe.each([['a new cluster', undefined], ['a living cluster', openCluster()]])('what the policies of a run refuse, the run does not build: %s', (_name, living) => {
  test('and says how it may be had', async () => {
    const { failure, written } = await deployBlock(living, {});
    expect(failure).toContain('"outbound-type" asks for what the policies of this run refuse');
    expect(failure).toContain('allowedOutboundTypes');
    expect(written).toEqual([]);
  });

  test('but what they allow', async () => {
    const { failure, verdict, written } = await deployBlock(living, { allowedOutboundTypes: ['none', 'block'] });
    expect([failure, verdict]).toEqual([undefined, 'compliant']);
    expect(written).not.toEqual([]);
  });
});

test('what nobody asked for stands as it is, and the policies say so', async () => {
  const arm = azure(openCluster({}, { networkProfile: { networkPlugin: 'azure', outboundType: 'block' }, bootstrapProfile: { artifactSource: 'Cache' } }));
  const { failure, report } = await runDeploy(arm);
  expect([failure, report.verdict]).toEqual([undefined, 'violation']);
});

test.each([
  ['a registry', { allowedRegistryIds: [`${group}/providers/Microsoft.ContainerRegistry/registries/other`] }, '"registry"', 'allowedRegistryIds'],
  ['a subnet', { allowedSubnetIds: [`${network.id}/subnets/other`] }, '"virtual-network"', 'allowedSubnetIds'],
])('%s that is not on the list of the policies is told before anything is made', async (_, parameters, input, parameter) => {
  const arm = azure();
  const { failure } = await runDeploy(arm, { specification: { location: 'westeurope', variant: { network, registry } }, parameters, allowsUnverified: true });
  expect(failure?.message).toContain(`${input} asks for what the policies of this run refuse`);
  expect(failure?.message).toContain(parameter);
  expect(arm.requests.filter(({ method }) => method !== 'GET' && method !== 'POST')).toEqual([]);
});
