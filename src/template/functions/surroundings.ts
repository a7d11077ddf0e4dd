import { EvaluationError } from '../../language/errors.ts';
import { partial, type LanguageFunction } from '../../language/function-table.ts';
import { Unknown } from '../../language/unknown.ts';
import type { ObjectValue } from '../../language/values.ts';
import type { Frame } from '../evaluate/frame.ts';
import { joined, type Text } from '../evaluate/text.ts';
import type { DeploymentFacts } from '../expansion.ts';
import { unknownText, type Target } from '../nested/target.ts';
import { uriOfFile } from '../nested/checkout-uri.ts';
import { environmentOf } from './environment.ts';

/** What an expression can ask about the deployment that it stands in. */
export interface Surroundings {
  readonly target: Target;
  readonly facts: DeploymentFacts;
  /** The name of the deployment. */
  readonly name: Text;
  /** How many templates are around. */
  readonly depth: number;
  /** The files that linked one another to here, outermost first. */
  readonly files: readonly string[];
  /** The file of the template. */
  readonly file: string;
  /** Of the template: `contentVersion` and `$schema` as `deployment()` shows them. */
  readonly template: ObjectValue;
}

/** Rules: learn.microsoft.com, "Scope functions" and "Deployment functions". */
export const surroundingFunctions: readonly LanguageFunction<Frame>[] = [
  { ...partial<Frame>('resourceGroup', [0, 0], (_, frame) => resourceGroup(frame)), tolerant: 'tags' },
  { ...partial<Frame>('subscription', [0, 0], (_, frame) => subscription(frame)), tolerant: 'tags' },
  partial('managementGroup', [0, 0], (_, { surroundings }) => managementGroup(surroundings)),
  partial('tenant', [0, 0], (_, { surroundings }) => tenant(surroundings)),
  partial('deployment', [0, 0], (_, { surroundings }) => deployment(surroundings)),
  partial('deployer', [0, 0], (_, frame) => deployer(frame)),
  partial('environment', [0, 0], (_, { surroundings }) => environmentOf(surroundings.facts.cloud)),
];

/** A member that Azure fills in. */
function filled(what: string): Unknown {
  return new Unknown(`\`${what}\` is known only at deployment`);
}

function tenantIdOf({ facts }: Surroundings): Text {
  return facts.tenantId ?? unknownText('the id of the tenant');
}

/** The document of a scope, while a deployment is under way. */
function documentOf(id: Text, { session }: Frame): ObjectValue | undefined {
  return typeof id === 'string' ? session.azure?.container(id) : undefined;
}

function resourceGroup(frame: Frame): ObjectValue {
  const { target } = frame.surroundings;
  if (target.kind !== 'resourceGroup') throw new EvaluationError('`resourceGroup()` is for deployments to a resource group');
  const id = joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', target.resourceGroup);
  const document = documentOf(id, frame);
  if (document !== undefined) return { tags: {}, managedBy: null, ...document };
  return {
    id,
    name: target.resourceGroup,
    type: 'Microsoft.Resources/resourceGroups',
    location: target.location,
    managedBy: filled('resourceGroup().managedBy'),
    tags: filled('resourceGroup().tags'),
    properties: { provisioningState: 'Succeeded' },
  };
}

function subscription(frame: Frame): ObjectValue {
  const { surroundings } = frame;
  const { target } = surroundings;
  if (target.kind !== 'resourceGroup' && target.kind !== 'subscription') {
    throw new EvaluationError('`subscription()` is for deployments to a resource group or a subscription');
  }
  const id = joined('/subscriptions/', target.subscriptionId);
  const document = documentOf(id, frame);
  return {
    id,
    subscriptionId: target.subscriptionId,
    tenantId: tenantIdOf(surroundings),
    displayName: document?.['displayName'] ?? new Unknown('`subscription().displayName` is known only at deployment', { pieces: ['', ''] }),
    tags: document === undefined ? filled('subscription().tags') : document['tags'] ?? {},
  };
}

function managementGroup(surroundings: Surroundings): ObjectValue {
  const { target } = surroundings;
  if (target.kind !== 'managementGroup') throw new EvaluationError('`managementGroup()` is for deployments to a management group');
  return {
    id: joined('/providers/Microsoft.Management/managementGroups/', target.managementGroup),
    name: target.managementGroup,
    type: '/providers/Microsoft.Management/managementGroups',
    properties: { tenantId: tenantIdOf(surroundings), displayName: filled('managementGroup().properties.displayName'), details: filled('managementGroup().properties.details') },
  };
}

function tenant(surroundings: Surroundings): ObjectValue {
  return {
    tenantId: tenantIdOf(surroundings),
    countryCode: filled('tenant().countryCode'),
    displayName: filled('tenant().displayName'),
  };
}

function deployer({ surroundings, session: { azure } }: Frame): ObjectValue {
  return {
    objectId: azure?.deployer.objectId ?? new Unknown('`deployer().objectId` is known only at deployment', { pieces: ['', ''] }),
    tenantId: tenantIdOf(surroundings),
    userPrincipalName: azure?.deployer.userPrincipalName ?? new Unknown('`deployer().userPrincipalName` is known only at deployment', { pieces: ['', ''] }),
  };
}

/** A deployment to a resource group has no location of its own. */
function deployment({ name, target, file, template }: Surroundings): ObjectValue {
  return {
    name,
    ...(target.kind === 'resourceGroup' ? {} : { location: target.location }),
    properties: {
      template,
      templateLink: { uri: uriOfFile(file) },
      templateHash: filled('deployment().properties.templateHash'),
      parameters: filled('deployment().properties.parameters'),
      mode: 'Incremental',
      provisioningState: 'Accepted',
    },
  };
}
