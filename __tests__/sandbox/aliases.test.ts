import { describe, expect, test } from '@jest/globals';
import { at, isJsonObject, textAt } from '../../src/arm/json.ts';
import { bundledAliases, readAliases } from '../../src/policy/index.ts';
import { codeOf, makeArm, messageOf, subscription } from './arm-client.ts';
import { clusterType, definition, definitionBody, isCluster, outboundType, rule } from './policy-objects.ts';

const expand = '$expand=resourceTypes/aliases';
const namespaces = [
  'Microsoft.Authorization', 'Microsoft.Compute', 'Microsoft.ContainerRegistry', 'Microsoft.ContainerService', 'Microsoft.Insights', 'Microsoft.KubernetesConfiguration',
  'Microsoft.ManagedIdentity', 'Microsoft.Management', 'Microsoft.Network', 'Microsoft.PolicyInsights', 'Microsoft.ResourceGraph', 'Microsoft.Resources',
];

describe('resource providers', () => {
  test.each(['/providers', `${subscription}/providers`])('are listed at %s, without aliases unless asked', (path) => {
    const value = at(makeArm().send('GET', path).body, 'value') as readonly unknown[];
    expect(value.map((provider) => textAt(provider, 'namespace'))).toEqual(namespaces);
    expect(JSON.stringify(value)).not.toContain('"aliases"');
  });

  test('at the subscription say that they are registered', () => {
    expect(makeArm().send('GET', `${subscription}/providers/microsoft.containerservice`)).toMatchObject({
      status: 200,
      body: {
        id: `${subscription}/providers/Microsoft.ContainerService`,
        namespace: 'Microsoft.ContainerService',
        registrationState: 'Registered',
        resourceTypes: expect.arrayContaining([expect.objectContaining({ resourceType: 'managedClusters', capabilities: 'SupportsTags, SupportsLocation' })]),
      },
    });
    expect(makeArm().send('GET', '/providers/Microsoft.ContainerService').body).not.toHaveProperty('registrationState');
  });

  test('that are none have their own code', () => {
    expect(makeArm().send('GET', '/providers/Microsoft.Nothing')).toMatchObject({ status: 404, body: { error: { code: 'InvalidResourceNamespace' } } });
  });

  test('show every alias of the table, as a reader of ARM’s answers reads it', () => {
    const read = readAliases(makeArm().send('GET', `${subscription}/providers?${expand}`).body);
    expect(read.types()).toEqual(expect.arrayContaining([...bundledAliases.types()]));
    for (const type of bundledAliases.types()) {
      const [ours, theirs] = [bundledAliases, read].map((table) => (table.aliasesOf(type) ?? []).map(({ name, path, modifiable }) => [name, path, modifiable]));
      expect(theirs).toEqual(ours);
      expect(read.capabilities(type)).toEqual(bundledAliases.capabilities(type));
    }
    const moved = `${clusterType}/apiServerAccessProfile.authorizedIPRanges`;
    expect(read.find(clusterType, moved)?.versions?.map(({ path }) => path)).toEqual(bundledAliases.find(clusterType, moved)?.versions?.map(({ path }) => path));
  });
});

describe('a hidden alias', () => {
  const arm = (): ReturnType<typeof makeArm> => makeArm({ hiddenAliases: [outboundType.toUpperCase()] });

  test('is not listed; the others are', () => {
    const types = at(arm().send('GET', `/providers/Microsoft.ContainerService?${expand}`).body, 'resourceTypes') as readonly unknown[];
    const clusters = types.find((type) => isJsonObject(type) && type['resourceType'] === 'managedClusters');
    const names = (at(clusters, 'aliases') as readonly { readonly name: string }[]).map(({ name }) => name);
    expect(names).not.toContain(outboundType);
    expect(names).toContain(`${clusterType}/networkProfile.networkPlugin`);
  });

  test('fails a definition that uses it, wherever it does', () => {
    const response = arm().send('PUT', definition, definitionBody());
    expect([response.status, codeOf(response)]).toEqual([400, 'InvalidPolicyAlias']);
    expect(messageOf(response)).toMatch(
      `The policy definition 'aks-outbound-type' rule is invalid. The 'field' property '${outboundType}' of the policy rule doesn't exist as an alias under provider `
      + `'Microsoft.ContainerService' and resource type 'managedClusters'. The supported aliases are '`,
    );
    const inFunction = rule({ allOf: [isCluster, { value: `[field('${outboundType}')]`, equals: 'none' }] }, 'deny');
    const inOperation = rule(isCluster, 'append', [{ field: outboundType, value: 'none' }]);
    for (const policyRule of [inFunction, inOperation]) expect(codeOf(arm().send('PUT', definition, definitionBody({ policyRule })))).toBe('InvalidPolicyAlias');
  });

  test('of a type whose aliases are not all known fails a definition as well', () => {
    const hidden = 'Microsoft.Network/virtualNetworks/subnets[*].natGateway.id';
    const policyRule = rule({ count: { field: 'Microsoft.Network/virtualNetworks/subnets[*]', where: { field: hidden, exists: true } }, greater: 0 }, 'audit');
    expect(makeArm().send('PUT', definition, definitionBody({ policyRule })).status).toBe(201);
    expect(codeOf(makeArm({ hiddenAliases: [hidden] }).send('PUT', definition, definitionBody({ policyRule })))).toBe('InvalidPolicyAlias');
  });
});

test('an alias that nobody has fails where all are known, and only there', () => {
  const of = (field: string): number => makeArm().send('PUT', definition, definitionBody({ policyRule: rule({ field, exists: true }, 'audit') })).status;
  expect([of(`${clusterType}/networkProfile.nonsense`), of('Microsoft.Network/virtualNetworks/nonsense'), of('Microsoft.Web/sites/nonsense')]).toEqual([400, 201, 201]);
});
