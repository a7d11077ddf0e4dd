import type { Deployment, Expansion, ExpandedResource } from '../../src/template/index.ts';
import { expandDeployment } from '../../src/template/index.ts';

export const schemas = {
  resourceGroup: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
  subscription: 'https://schema.management.azure.com/schemas/2018-05-01/subscriptionDeploymentTemplate.json#',
  managementGroup: 'https://schema.management.azure.com/schemas/2019-08-01/managementGroupDeploymentTemplate.json#',
  tenant: 'https://schema.management.azure.com/schemas/2019-08-01/tenantDeploymentTemplate.json#',
} as const;

export const subscriptionId = '11111111-2222-3333-4444-555555555555';

/** Facts of a deployment of which everything is known. */
export const facts = {
  cloud: 'public',
  tenantId: '99999999-8888-7777-6666-555555555555',
  managementGroup: 'mg',
  subscriptionId,
  resourceGroup: 'rg',
  location: 'westeurope',
  utcNow: '2026-03-04T05:06:07Z',
} as const;

export function templateOf(parts: object): object {
  return { $schema: schemas.resourceGroup, contentVersion: '1.0.0.0', resources: [], ...parts };
}

/** A virtual network with other members. */
export function network(parts: object = {}): object {
  return { type: 'Microsoft.Network/virtualNetworks', apiVersion: '2024-05-01', name: 'net', location: 'westeurope', ...parts };
}

/** A deployment of `main.json`, where everything about its place is known. */
export function expand(template: object, more: Omit<Partial<Deployment>, 'template'> = {}): Expansion {
  return expandDeployment({ template: { file: 'main.json', value: template }, facts, ...more });
}

/** The value of one expression in a template with these parts. Throws when it is a problem. */
export function evaluate(expression: unknown, parts: object = {}, more: Omit<Partial<Deployment>, 'template'> = {}): unknown {
  const { outputs, problems } = expand(templateOf({ ...parts, outputs: { value: { type: 'object', value: expression } } }), more);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return outputs['value'];
}

/** The messages of the problems that one expression meets. */
export function complaints(expression: unknown, parts: object = {}): readonly string[] {
  return expand(templateOf({ ...parts, outputs: { value: { type: 'object', value: expression } } })).problems.map(({ message }) => message);
}

/** The only resource. Throws when there is another number of them, or a problem. */
export function only({ resources, problems }: Expansion): ExpandedResource {
  const [resource] = resources;
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  if (resource === undefined || resources.length > 1) throw new Error(`${resources.length} resources`);
  return resource;
}
