/** Infrastructure files for `check` to judge. */
import type { JsonObject } from '../../src/arm/json.ts';
import { isolatedCluster, leakingCluster } from './azure.ts';

const schema = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#';

/** A template with one cluster, as text of one line for each value. */
export function template(cluster: JsonObject = isolatedCluster(), { name = 'demo', parameters = {} }: { readonly name?: string; readonly parameters?: JsonObject } = {}): string {
  const resource = { type: 'Microsoft.ContainerService/managedClusters', apiVersion: '2026-05-01', name, ...cluster };
  return `${JSON.stringify({ $schema: schema, contentVersion: '1.0.0.0', parameters, resources: [resource] }, null, 2)}\n`;
}

/** No bundled rule objects to it. */
export const clean = template();

/** `aks-outbound-type` and `aks-bootstrap-artifact-source` object to it. */
export const leaking = template(leakingCluster());

/** The outbound type is the parameter's. Without a value it is not known; nothing else is objected to. */
export const parameterised = template(isolatedCluster({ networkProfile: { networkPlugin: 'azure', outboundType: "[parameters('outboundType')]" } }), { parameters: { outboundType: { type: 'string' } } });

/** A parameter file that gives it one. */
export function parameterFile(outboundType: string): string {
  return JSON.stringify({ $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#', contentVersion: '1.0.0.0', parameters: { outboundType: { value: outboundType } } });
}

/** A definition of one's own, as text: clusters have no business in westeurope, where those of `template` are. */
export function ownPolicy(name = 'own-location', effect = 'deny', parameters: JsonObject = {}): string {
  const condition = { allOf: [{ field: 'type', equals: 'Microsoft.ContainerService/managedClusters' }, { field: 'location', equals: 'westeurope' }] };
  const policyRule = Object.fromEntries<unknown>([['if', condition], ['then', { effect }]]);
  return JSON.stringify({ name, properties: { displayName: name, mode: 'All', parameters, policyRule } }, null, 2);
}

/** An exemptions file for one rule. */
export function exemptionsFor(rule: string, resource = 'demo'): string {
  return `exemptions:\n  - rule: ${JSON.stringify(rule)}\n    resource: ${JSON.stringify(resource)}\n    reason: The migration is under way.\n    owner: platform-team\n    expiresOn: 2099-12-31\n`;
}
