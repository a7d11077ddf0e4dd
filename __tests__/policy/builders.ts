import type { JsonObject } from '../../src/arm/json.ts';
import type { Resource } from '../../src/arm/resource.ts';
import { bindDefinition, judge, parseDefinition, type EvaluationContext, type Finding, type Verdict } from '../../src/policy/index.ts';

export const clusterType = 'Microsoft.ContainerService/managedClusters';
export const poolType = `${clusterType}/agentPools`;
export const groupId = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg';

/** A cluster with these properties; members of the envelope (`tags`, `location`) and of the resource (`id`) can be given beside. */
export function cluster(properties: unknown = {}, envelope: JsonObject = {}, overrides: Partial<Resource> = {}): Resource {
  return resource(clusterType, 'demo', { location: 'westeurope', ...envelope, properties }, overrides);
}

/** A node pool as a resource of its own. */
export function pool(properties: unknown = {}, overrides: Partial<Resource> = {}): Resource {
  return resource(poolType, 'demo/pool1', { properties }, overrides);
}

export function resource(type: string, name: string, body: JsonObject, overrides: Partial<Resource> = {}): Resource {
  const [namespace, ...types] = type.split('/');
  const path = types.map((segment, index) => `${segment}/${name.split('/')[index] ?? ''}`).join('/');
  return { type, name, id: `${groupId}/providers/${namespace ?? ''}/${path}`, body, ...overrides };
}

export interface DefinitionOptions {
  readonly effect?: string;
  readonly mode?: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly metadata?: JsonObject;
  readonly parameters?: JsonObject;
}

/** The ARM JSON of a definition with this condition. */
export function definitionDocument(condition: unknown, options: DefinitionOptions = {}): JsonObject {
  const { name = 'test-rule', effect = 'deny', mode = 'All', ...properties } = options;
  return { name, properties: { mode, ...properties, policyRule: { if: condition, then: { effect } } } };
}

/** What one condition says of one resource. */
export function judgeOne(
  condition: unknown,
  subject: Resource,
  options: DefinitionOptions & { readonly values?: JsonObject; readonly context?: EvaluationContext } = {},
): Finding {
  const { values, context, ...rest } = options;
  const [judgement] = judge([bindDefinition(parseDefinition(definitionDocument(condition, rest)), values)], subject, context);
  if (judgement === undefined) throw new Error('no judgement');
  return judgement.finding;
}

export function verdictOf(condition: unknown, subject: Resource, options: Parameters<typeof judgeOne>[2] = {}): Verdict {
  return judgeOne(condition, subject, options).verdict;
}
