import { Unknown } from '../../language/unknown.ts';
import { joined, type Text } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import type { DeploymentFacts } from '../expansion.ts';

export type TargetKind = 'resourceGroup' | 'subscription' | 'managementGroup' | 'tenant';

/** Where the resources of a template go. Each part is known or an Unknown; those that the kind has no use for are what is around it. */
export interface Target {
  readonly kind: TargetKind;
  readonly subscriptionId: Text;
  readonly resourceGroup: Text;
  readonly managementGroup: Text;
  /** Of the resource group, or of the deployment above resource groups. */
  readonly location: Text;
}

const schemas: readonly (readonly [string, TargetKind])[] = [
  ['subscriptiondeploymenttemplate.json', 'subscription'],
  ['managementgroupdeploymenttemplate.json', 'managementGroup'],
  ['tenantdeploymenttemplate.json', 'tenant'],
];

/** The kind of deployment that a template is written for, by its `$schema` (learn.microsoft.com, "Template structure and syntax": template format). */
export function kindOfTemplate(template: Written): TargetKind {
  const schema = template.text('$schema')?.toLowerCase() ?? '';
  return schemas.find(([name]) => schema.includes(name))?.[1] ?? 'resourceGroup';
}

/** What is known of the place of the outermost deployment. */
export function targetOfFacts(kind: TargetKind, facts: DeploymentFacts): Target {
  return {
    kind,
    subscriptionId: facts.subscriptionId ?? unknownText('the id of the subscription'),
    resourceGroup: facts.resourceGroup ?? unknownText('the name of the resource group'),
    managementGroup: facts.managementGroup ?? unknownText('the name of the management group'),
    location: facts.location ?? unknownText(kind === 'resourceGroup' ? 'the location of the resource group' : 'the location of the deployment'),
  };
}

/** `what`: the name of the thing with its article. */
export function unknownText(what: string): Unknown {
  return new Unknown(`${what} is not given`, { pieces: ['', ''] });
}

/** The id of the place itself, to which `/providers/…` is added: empty for the tenant. */
export function idOfTarget({ kind, subscriptionId, resourceGroup, managementGroup }: Target): Text {
  if (kind === 'resourceGroup') return joined('/subscriptions/', subscriptionId, '/resourceGroups/', resourceGroup);
  if (kind === 'subscription') return joined('/subscriptions/', subscriptionId);
  return kind === 'managementGroup' ? joined('/providers/Microsoft.Management/managementGroups/', managementGroup) : '';
}
