import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseScope } from '../../../../arm/scope.ts';
import type { Expansion } from '../../../../template/index.ts';
import type { Arm } from '../../state.ts';
import { blindState } from '../template/azure-state.ts';
import type { Deployment } from '../deployment.ts';
import type { Door } from '../door.ts';
import { invalidTemplate } from '../errors.ts';
import { expandNow } from '../template/expand.ts';
import { dependable, dependenciesAmong, dependencyDocument, requireOrder } from './dependencies.ts';
import { requireFewResources, requireSmallTemplate } from './limits.ts';
import { requireParameters } from './parameters.ts';
import { requirePreflight } from './preflight.ts';
import { unreachable } from './read-request.ts';

/** What was looked at. */
export interface Checked {
  readonly resources: Expansion['resources'];
  /** As answers show them. */
  readonly dependencies: readonly JsonObject[];
}

/**
 * Checks a deployment before it begins, and returns what its template asks for. Throws InvalidTemplate for what the language does not allow, and
 * InvalidTemplateDeployment for what the preflight finds: nothing is written then.
 */
export function checkDeployment(deployment: Deployment, arm: Arm, door: Door): Checked {
  requireSmallTemplate(deployment.template);
  requireSchema(deployment);
  requireParameters(deployment.template, deployment.parameters);
  const expansion = expandNow(deployment, blindState(deployment, arm), arm.state);
  requireNoProblems(expansion);
  requireFewResources(expansion.resources.filter((resource) => resource.deploying().deployment === undefined).length);
  const { resources, skipped } = dependable(expansion);
  const dependencies = dependenciesAmong(resources, skipped);
  requireOrder(resources, dependencies);
  for (const { resource } of resources) requireKnownName(resource);
  requirePreflight(deployment, expansion.resources, arm, door);
  const outer = resources.filter(({ deploying }) => deploying.deployment === undefined);
  return { resources: expansion.resources, dependencies: outer.flatMap((item) => dependencyDocument(item, dependencies.of(item))) };
}

export function requireNoProblems({ problems }: Expansion): void {
  // What is merely unread may become known when what it asks for is written; what is linked to cannot be fetched.
  const problem = problems.find(({ kind, message }) => kind === 'error' || isOfLink(message));
  if (problem === undefined) return;
  const { message, place: { pointer } } = problem;
  if (problem.kind === 'unread') throw unreachable(message);
  throw invalidTemplate(`Unable to process template language expressions for '${pointer}' at line '1' and column '1'. '${message}'`, `properties.template${pointer.replaceAll('/', '.')}`);
}

function isOfLink(message: string): boolean {
  return /linked|template spec|computed/i.test(message);
}

/** A template says by its `$schema` what it is deployed to. */
function requireSchema({ template, scope }: Deployment): void {
  const schema = textAt(template, '$schema');
  if (schema === undefined) throw invalidTemplate("The template has no '$schema'. Please see https://aka.ms/arm-syntax for usage details.", 'properties.template');
  const kind = { managementGroup: 'managementGroupDeploymentTemplate', subscription: 'subscriptionDeploymentTemplate', resourceGroup: 'deploymentTemplate', tenant: 'tenantDeploymentTemplate' }[parseScope(scope)?.kind ?? 'tenant'];
  const isFor = new RegExp(`/${kind}(?:\\.\\w+)?\\.json`, 'i');
  if (!isFor.test(schema)) throw invalidTemplate(`The template schema '${schema}' is not supported for deployments to this scope; it takes '${kind}.json'. Please see https://aka.ms/arm-syntax for usage details.`, 'properties.template.$schema');
}

/** The name of a resource is made before anything is written, so that nothing can ask for what is written first. In a nested deployment it may come with a parameter. */
function requireKnownName({ id, name, mayBeAbsent, deploying }: Expansion['resources'][number]): void {
  if (deploying().deployment !== undefined || (id !== undefined && mayBeAbsent === undefined)) return;
  const why = mayBeAbsent?.why ?? "The template function 'reference' is not expected at this location";
  throw invalidTemplate(`The template resource '${name}' is not valid: ${why}. Please see https://aka.ms/arm-functions for usage details.`);
}
