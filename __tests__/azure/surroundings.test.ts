import { describe, expect, test } from '@jest/globals';
import { apiVersions } from '../../src/arm/api-versions.ts';
import { readSurroundings } from '../../src/azure/surroundings.ts';
import { exposuresOf } from '../../src/isolation/exposure/answers.ts';
import { CancelledError } from '../../src/run/errors.ts';
import { createInProcessArm } from './in-process-arm.ts';
import { cluster, group, leakingEstate, put, subscription } from './leaking-estate.ts';

function stateOf({ resources, complete }: Awaited<ReturnType<typeof readSurroundings>>, rule: string): string | undefined {
  const [found] = exposuresOf(resources, complete);
  return found?.answers.find((one) => one.rule.id === rule)?.answer.state;
}

describe('what lives around a cluster', () => {
  test('is read by what the rules miss: a way that only other resources show is found', async () => {
    const arm = leakingEstate();
    const found = await readSurroundings(cluster, { arm: arm.connect() });
    expect(found.resources.map(({ type }) => type)).toEqual(expect.arrayContaining(['Microsoft.Network/virtualNetworks', 'Microsoft.Network/natGateways']));
    expect(stateOf(found, 'egress-subnet-nat-gateway')).toBe('open');
    expect(stateOf({ ...found, resources: [cluster] }, 'egress-subnet-nat-gateway')).toBe('undetermined');
  });

  test('is asked for once each, and nothing is written', async () => {
    const arm = leakingEstate();
    await readSurroundings(cluster, { arm: arm.connect() });
    const asked = arm.requests.map(({ method, path }) => `${method} ${path.toLowerCase()}`);
    expect(new Set(asked).size).toBe(asked.length);
    expect(arm.requests.every(({ method }) => method === 'GET')).toBe(true);
    expect(asked.length).toBeLessThan(60);
  });

  test('that may not be read is unseen with its reason, and decides nothing', async () => {
    const arm = createInProcessArm({
      handler: (sandbox) => (request) => (request.path.includes('/virtualNetworks/') ? { status: 403, body: { error: { code: 'AuthorizationFailed', message: 'The client has no right to read it.' } } } : sandbox(request)),
    });
    put(arm, group, { location: 'westeurope' }, apiVersions.resourceGroups);
    const found = await readSurroundings(cluster, { arm: arm.connect() });
    expect(found.unseen.join('\n')).toContain('no right to read it');
    expect(stateOf(found, 'egress-subnet-nat-gateway')).toBe('undetermined');
  });

  test('that Azure says of another place is not believed', async () => {
    const elsewhere = `${subscription}/resourceGroups/other/providers/Microsoft.Network/natGateways/nat`;
    const arm = createInProcessArm({
      handler: (sandbox) => (request) => (/resourceGroups\/MC_.*\/loadBalancers$/i.test(request.path) ? { status: 200, body: { value: [{ id: elsewhere, type: 'Microsoft.Network/natGateways', name: 'nat', properties: {} }] } } : sandbox(request)),
    });
    const found = await readSurroundings(cluster, { arm: arm.connect() });
    expect(found.resources.map(({ id }) => id)).not.toContain(elsewhere);
  });

  test('is left when the run is cancelled', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(readSurroundings(cluster, { arm: leakingEstate().connect({ signal: controller.signal }) })).rejects.toBeInstanceOf(CancelledError);
  });
});
