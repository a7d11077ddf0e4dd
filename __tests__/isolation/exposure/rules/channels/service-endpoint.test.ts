import { describe, expect, test } from '@jest/globals';
import { serviceEndpoint } from '../../../../../src/isolation/exposure/rules/channels/service-endpoint.ts';
import { Unknown } from '../../../../../src/language/unknown.ts';
import { answer, changed, closedEstate, estateWith, group, ids, resource, said } from '../../estate.ts';

const { network } = closedEstate();
const unknown = new Unknown('the parameter `p` is given no value');
const policyId = `${group}/providers/Microsoft.Network/serviceEndpointPolicies/ours`;
const policy = resource(policyId, { serviceEndpointPolicyDefinitions: [{ name: 'accounts', properties: { service: 'Microsoft.Storage', serviceResources: [group] } }] });
const subnet = (serviceEndpoints: unknown, serviceEndpointPolicies?: unknown) =>
  changed(changed(network, 'subnets.0.properties.serviceEndpoints', serviceEndpoints), 'subnets.0.properties.serviceEndpointPolicies', serviceEndpointPolicies);

/** Azure virtual network documentation, "Virtual network service endpoint policies for Azure Storage". */
describe('service endpoints', () => {
  test('are closed where the subnets of the nodes have none', () => {
    expect(answer(serviceEndpoint, estateWith({})).state).toBe('closed');
  });

  test('are open where one has no policy: every account of the service is reached, one entry each', () => {
    const found = answer(serviceEndpoint, estateWith({ network: subnet([{ service: 'Microsoft.Storage' }, { service: 'Microsoft.KeyVault' }]) }));
    expect(found.evidence.map(({ state, target, spot }) => [state, target, spot?.pointer])).toEqual([
      ['open', 'Microsoft.Storage', '/properties/subnets/0/properties/serviceEndpoints/0/service'],
      ['open', 'Microsoft.KeyVault', '/properties/subnets/0/properties/serviceEndpoints/1/service'],
    ]);
  });

  test('are open where the subnet is a resource of its own', () => {
    expect(answer(serviceEndpoint, estateWith({ subnet: resource(ids.nodes, { serviceEndpoints: [{ service: 'Microsoft.Sql' }] }) })).state).toBe('open');
  });

  /** "Once a policy is configured on that subnet, only the resources specified in the policy can be accessed." */
  test('look open and are closed where a policy limits the endpoint to the accounts that it lists', () => {
    expect(answer(serviceEndpoint, estateWith({ policy, network: subnet([{ service: 'microsoft.storage' }], [{ id: policyId }]) })).state).toBe('closed');
  });

  /** Policies are there for Azure Storage alone. */
  test.each(['Microsoft.KeyVault', 'Microsoft.Storage.Global'])('look closed and are open where a policy is attached and the service is %s', (service) => {
    expect(answer(serviceEndpoint, estateWith({ policy, network: subnet([{ service }], [{ id: policyId }]) })).state).toBe('open');
  });

  test.each([[[]], [[{}]], [[{ id: '' }]]])('look closed and are open where the list of policies names none: %j', (policies) => {
    expect(answer(serviceEndpoint, estateWith({ network: subnet([{ service: 'Microsoft.Storage' }], policies) })).state).toBe('open');
  });

  test('look open and are closed where they are in a subnet without nodes', () => {
    const more = resource(`${ids.network}/subnets/others`, { serviceEndpoints: [{ service: 'Microsoft.Storage' }] });
    expect(answer(serviceEndpoint, estateWith({ more })).state).toBe('closed');
  });

  test.each([
    ['the list', subnet(unknown)],
    ['the policies', subnet([{ service: 'Microsoft.Storage' }], unknown)],
    ['which policy it is', subnet([{ service: 'Microsoft.Storage' }], [{ id: unknown }])],
    ['the service, of which a policy may be', subnet([{ service: unknown }], [{ id: policyId }])],
  ])('are undetermined where %s is not known', (_, changedNetwork) => {
    expect(answer(serviceEndpoint, estateWith({ policy, network: changedNetwork })).state).toBe('undetermined');
  });

  test('are open where the service is not known and nothing limits it', () => {
    expect(answer(serviceEndpoint, estateWith({ network: subnet([{ service: unknown }]) })).state).toBe('open');
  });

  test('are not visible where the policy, or the subnet, was not given', () => {
    expect(said(answer(serviceEndpoint, estateWith({ network: subnet([{ service: 'Microsoft.Storage' }], [{ id: policyId }]) })))).toContain('list cannot be seen here');
    expect(answer(serviceEndpoint, estateWith({ network: undefined })).evidence.every(({ notVisible }) => notVisible !== undefined)).toBe(true);
  });
});
