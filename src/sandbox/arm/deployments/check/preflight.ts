import { allowanceOf } from '../../../../isolation/deployment/preflight/rights/allowed.ts';
import { isJsonObject, type JsonObject } from '../../../../arm/json.ts';
import { parseScope } from '../../../../arm/scope.ts';
import { segmentAfter } from '../../../../arm/resource-id.ts';
import { findUnknown } from '../../../../language/values.ts';
import type { ExpandedResource } from '../../../../template/index.ts';
import { policyRefusal } from '../../policy-enforcement.ts';
import { groupId } from '../../groups/resource-groups.ts';
import type { Arm } from '../../state.ts';
import { deploymentType, type Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { errorIn, invalidDeployment, invalidTemplate } from '../errors.ts';

/**
 * Looks at the resources of a template before any of them is written, as Resource Manager does: whether their types are known, whether the caller may
 * write them, and whether a policy refuses them. Throws InvalidTemplateDeployment.
 */
export function requirePreflight(deployment: Deployment, resources: readonly ExpandedResource[], arm: Arm, door: Door): void {
  const written = resources.filter(({ type }) => type.toLowerCase() !== deploymentType.toLowerCase());
  for (const resource of written) requireVersion(resource);
  requireKnownTypes(written, door);
  if (deployment.by === 'caller') requireRights(deployment, resources, arm);
  requireGroups(written, arm);
  requireNoPolicyRefuses(deployment, written, arm);
}

function requireVersion({ apiVersion, type, name, body }: ExpandedResource): void {
  if (apiVersion !== undefined || findUnknown(body) !== undefined) return;
  throw invalidTemplate(`The template resource '${name}' of type '${type}' is missing the required property 'apiVersion'. Please see https://aka.ms/arm-syntax-resources for usage details.`);
}

/** The sandbox covers less than Azure, and says so before anything is written. */
function requireKnownTypes(resources: readonly ExpandedResource[], door: Door): void {
  const unknown = resources.filter(({ id }) => id !== undefined && !door.takes(id));
  if (unknown.length === 0) return;
  throw invalidDeployment('The template deployment failed with error: the type of a resource is not known. Please see details for more information.', unknown.map(({ type, id, apiVersion }) => ({
    code: 'InvalidResourceType',
    target: id,
    message: `The resource type '${type.split('/').slice(1).join('/')}' could not be found in the namespace '${type.split('/')[0] ?? ''}' for api version '${apiVersion ?? ''}'. The sandbox may not cover it yet.`,
  })));
}

/** The text is that of public deployment logs. */
function requireRights({ principal }: Deployment, resources: readonly ExpandedResource[], { settings }: Arm): void {
  const refused = resources.filter(({ type }) => allowanceOf(`${typeOfRight(type)}/write`, settings.callerPermissions) === 'no');
  if (refused.length === 0) return;
  const sentences = refused.map(({ type, name, id }) => (
    `Authorization failed for template resource '${name}' of type '${type}'. The client '${principal}' with object id '${principal}' does not have permission to perform action '${typeOfRight(type)}/write' at scope '${id ?? ''}'.`
  ));
  throw invalidDeployment(refused.length === 1 ? `Deployment failed: '${sentences[0] ?? ''}'` : `Deployment failed with multiple errors: '${sentences.join(' ')}'`, []);
}

function typeOfRight(type: string): string {
  return type.toLowerCase() === 'microsoft.resources/resourcegroups' ? 'Microsoft.Resources/subscriptions/resourceGroups' : type;
}

/** A resource group that a template writes into is there, or the template makes it. */
function requireGroups(resources: readonly ExpandedResource[], { state }: Arm): void {
  const made = new Set(resources.flatMap(({ id, type }) => (id !== undefined && /\/resourceGroups$/i.test(type) ? [id.toLowerCase()] : [])));
  for (const { id } of resources) {
    const [subscription, group] = [segmentAfter(id ?? '', 'subscriptions'), segmentAfter(id ?? '', 'resourceGroups')];
    if (subscription === undefined || group === undefined) continue;
    const key = groupId(subscription, group).toLowerCase();
    if (made.has(key) || state.groups.has(key)) continue;
    throw invalidDeployment(`The template deployment failed because the resource group '${group}' does not exist.`, [{ code: 'ResourceGroupNotFound', message: `Resource group '${group}' could not be found.` }]);
  }
}

function requireNoPolicyRefuses({ startedAt }: Deployment, resources: readonly ExpandedResource[], arm: Arm): void {
  const details = resources.flatMap((resource): readonly JsonObject[] => {
    const { id, type, name, apiVersion = '', body } = resource;
    if (id === undefined || resource.mayBeAbsent !== undefined || !canBeJudged(id, arm)) return [];
    const refused = policyRefusal(arm, { apiVersion, now: startedAt }, { type, name, id, apiVersion, body });
    return refused === undefined || !isJsonObject(refused.response.body) ? [] : [errorIn(refused.response.body)];
  });
  if (details.length > 0) throw invalidDeployment('The template deployment failed because of policy violation. Please see details for more information.', details);
}

/** What stands in a group that is not there yet is judged when it is written. */
function canBeJudged(id: string, { state }: Arm): boolean {
  const [subscription, group] = [segmentAfter(id, 'subscriptions'), segmentAfter(id, 'resourceGroups')];
  if (subscription === undefined || parseScope(id) !== undefined) return false;
  return group === undefined || state.groups.has(groupId(subscription, group).toLowerCase());
}
