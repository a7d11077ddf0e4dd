import { parseScope } from '../../../../arm/scope.ts';
import { expandDeployment, type AzureState, type DeploymentFacts, type Expansion } from '../../../../template/index.ts';
import { tenantId } from '../../../identities.ts';
import type { ArmState } from '../../state.ts';
import { valuesOf } from './azure-state.ts';
import type { Deployment } from '../deployment.ts';

/** What a deployment asks for, with what is known of Azure. */
export function expandNow(deployment: Deployment, azure: AzureState, state: ArmState): Expansion {
  const { template, parameters, name } = deployment;
  return expandDeployment({ template: { file: 'template', value: template }, parameters: valuesOf(parameters), facts: factsOf(deployment, state), name, azure });
}

function factsOf({ scope, location, startedAt }: Deployment, { groups }: ArmState): DeploymentFacts {
  const at = parseScope(scope);
  const common = { cloud: 'public', tenantId, utcNow: new Date(startedAt).toISOString(), ...(location === undefined ? {} : { location }) } as const;
  if (at?.kind === 'managementGroup') return { ...common, managementGroup: at.managementGroup };
  if (at?.kind === 'subscription') return { ...common, subscriptionId: at.subscriptionId };
  if (at?.kind !== 'resourceGroup') return common;
  const group = groups.get(scope.toLowerCase());
  return { ...common, subscriptionId: at.subscriptionId, resourceGroup: group?.name ?? at.resourceGroup, ...(group === undefined ? {} : { location: group.location }) };
}
