import type { JsonObject } from '../../../arm/json.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import type { Resource } from '../../../arm/resource.ts';
import { isWithin } from '../../../arm/scope.ts';
import type { RestrictionsQuestion } from '../../../azure/policy-restrictions.ts';
import { groupOf, subscriptionOf, type Place } from './place.ts';
import { namesSecret, unknownsIn } from './secrets.ts';

/** A resource that Azure can be asked about. */
export interface Question {
  readonly resource: Resource & { readonly id: string };
  readonly ask: RestrictionsQuestion;
}

export interface Questions {
  /** Each resource once, in their order. */
  readonly questions: readonly Question[];
  /** How many resources are not asked about, by the reason, a clause of which they are the subject. */
  readonly left: ReadonlyMap<string, number>;
}

const reasons = {
  secret: 'hold a secret',
  unknown: 'hold what only the deployment knows',
  maybe: 'may not be deployed at all',
  deployment: 'are deployments, whose resources are looked at by themselves',
  elsewhere: 'would not be deployed there',
  large: 'are too large',
  many: 'are more than one run asks about',
} as const;

/** A pull request must not make the run ask for hours; Azure takes 1 to 3 seconds for each. `length` in characters: Resource Manager takes requests of 4 MB. */
const most = { questions: 200, length: 1_000_000 } as const;

/**
 * What Azure is asked: only about resources that are wholly known, hold no secret, and would be deployed into the place that the inputs
 * name. Templates name other places as they like; no file decides where a request goes.
 */
export function questionsOf(resources: readonly Resource[], place: Place): Questions {
  const left = new Map<string, number>();
  const questions = new Map<string, Question>();
  for (const resource of resources) {
    const question = questionOf(resource, place);
    const key = typeof question === 'string' ? '' : JSON.stringify([question.resource.id.toLowerCase(), question.ask]);
    if (questions.has(key)) continue;
    const why = typeof question === 'string' ? question : questions.size >= most.questions ? reasons.many : key.length > most.length ? reasons.large : undefined;
    if (why === undefined && typeof question !== 'string') questions.set(key, question);
    else if (why !== undefined) left.set(why, (left.get(why) ?? 0) + 1);
  }
  return { questions: [...questions.values()], left };
}

/** The question, or why there is none. */
function questionOf(resource: Resource, place: Place): Question | string {
  const { id, body, type, name, apiVersion, mayBeAbsent } = resource;
  if (/^Microsoft\.Resources\/deployments$/i.test(type)) return reasons.deployment;
  const unknowns = unknownsIn(body);
  // The sentences of src/template/parameters/bind.ts.
  if (namesSecret(body) || unknowns.some((why) => /^the parameter `[^`]+` (?:is secure|comes from a key vault)$/.test(why))) return reasons.secret;
  if (unknowns.length > 0) return reasons.unknown;
  if (mayBeAbsent !== undefined) return reasons.maybe;
  const parsed = id === undefined ? undefined : parseResourceId(id);
  if (id === undefined || parsed === undefined) return reasons.elsewhere;
  const scope = isWithin(id, groupOf(place)) ? groupOf(place) : isWithin(id, subscriptionOf(place)) && parsed.resourceGroup === undefined ? subscriptionOf(place) : undefined;
  if (scope === undefined) return reasons.elsewhere;
  const parentId = parentOf(parsed.id, parsed.scope, type);
  // A child below its parent has the last part of its name, as its id has it.
  const content: JsonObject = { ...withoutVersionAndId(body), type, name: parentId === undefined ? name : parsed.name };
  return { resource: { ...resource, id }, ask: { scope, content, ...(apiVersion === undefined ? {} : { apiVersion }), ...(parentId === undefined ? {} : { parentId }) } };
}

/** The resource that another is created under: its parent, or what an extension resource extends. */
function parentOf(id: string, scope: string, type: string): string | undefined {
  if (type.split('/').length > 2) return id.split('/').slice(0, -2).join('/');
  return /\/providers\//i.test(scope) ? scope : undefined;
}

function withoutVersionAndId(body: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(body).filter(([name]) => !['apiversion', 'id'].includes(name.toLowerCase())));
}
