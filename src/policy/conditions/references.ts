import { isJsonObject, memberIgnoringCase, type JsonObject } from '../../arm/json.ts';
import { parseResourceId, type ResourceId } from '../../arm/resource-id.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { functionTable, partial, type FunctionTable, type LanguageFunction } from '../../language/function-table.ts';
import { pureFunctions } from '../../language/functions.ts';
import { ticksOf } from '../../language/functions/time.ts';
import { bare, isUnknown, Unknown } from '../../language/unknown.ts';
import { isAbsent, keyIgnoringCase } from '../../language/values.ts';
import { each, parsePath, select } from './fields/path.ts';
import { framesOf, spotsOf, valueOf, type Frame, type Scope } from './scope.ts';

/** The functions that read the surroundings of a rule. */
const references: readonly LanguageFunction<Scope>[] = [
  partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? bare(name) : parameter(name, scope.parameters))),
  partial('field', [1, 1], ([name], scope) => (isUnknown(name) ? bare(name) : fieldValue(name, scope))),
  partial('current', [0, 1], ([name], scope) => (isUnknown(name) ? bare(name) : current(name, scope))),
  { ...partial<Scope>('resourceGroup', [0, 0], (_, scope) => resourceGroup(scope)), tolerant: 'tags' },
  { ...partial<Scope>('subscription', [0, 0], (_, scope) => subscription(scope)), tolerant: 'tags' },
  partial('requestContext', [0, 0], (_, scope) => requestContext(scope)),
  partial('policy', [0, 0], (_, scope) => scope.ids),
  partial('utcNow', [0, 0], (_, scope) => utcNow(scope)),
  { ...partial<Scope>('claims', [0, 0], (_, scope) => scope.context.claims ?? noClaims), tolerant: true },
];

/** Every function of a policy rule. */
export const policyFunctions: FunctionTable<Scope> = functionTable(pureFunctions, references);

/** The functions of a member's parameters in an initiative: the initiative's own parameters and nothing else around them. */
export const initiativeFunctions: FunctionTable<{ readonly parameters: JsonObject }> = functionTable<{ readonly parameters: JsonObject }>(
  pureFunctions,
  [partial('parameters', [1, 1], ([name], scope) => (isUnknown(name) ? bare(name) : parameter(name, scope.parameters)))],
);

function parameter(name: unknown, parameters: JsonObject): unknown {
  const value = memberIgnoringCase(parameters, text(name, 'parameters'));
  if (value === undefined) throw new EvaluationError(`There is no parameter \`${String(name)}\``);
  return value;
}

/**
 * In the existence condition of a rule, `field()` still reads the resource that the rule is about; an alias that only the related one
 * has is read there (FlexibleServers_LogRetentionDays_DINE could never be satisfied otherwise).
 */
function fieldValue(name: unknown, scope: Scope): unknown {
  const field = scope.fieldOf(text(name, 'field'));
  const { primary, resource } = scope;
  const isOwn = primary === undefined || (field.kind === 'alias' && field.routes(primary).length === 0 && field.routes(resource).length > 0);
  return valueOf(field, spotsOf(field, isOwn ? scope : { ...scope, resource: primary, primary: undefined, frames: undefined }));
}

/** The moment of the evaluation as the context has it: whoever asks says it as the service would, with seven digits of a second. */
function utcNow({ context: { utcNow: now } }: Scope): unknown {
  if (now === undefined) return new Unknown('the time of the evaluation is not known here');
  if (ticksOf(now) === undefined) throw new EvaluationError(`The time of the evaluation is no date in ISO 8601: ${now.slice(0, 40)}`);
  return now;
}

/** The element under the innermost matching `count`; without a name, under the only one. */
function current(name: unknown, scope: Scope): unknown {
  const frames = Array.from(framesOf(scope));
  if (name === undefined) {
    const [frame, ...others] = frames;
    if (frame !== undefined && others.length === 0) return elementOf(frame);
    throw new EvaluationError('`current()` without a name needs exactly one `count` around it');
  }
  const wanted = text(name, 'current').toLowerCase();
  for (const frame of frames) {
    const label = frame.kind === 'value' ? frame.label : frame.alias;
    if (label === wanted) return elementOf(frame);
    if (frame.kind === 'field' && (wanted.startsWith(`${frame.alias}.`) || wanted.startsWith(`${frame.alias}[`))) {
      return below(frame, wanted.slice(frame.alias.length));
    }
  }
  throw new EvaluationError(`\`current('${text(name, 'current')}')\` names no \`count\` around it`);
}

function elementOf(frame: Frame): unknown {
  return (frame.kind === 'value' ? frame.value : frame.spot.value) ?? null;
}

function below(frame: Extract<Frame, { kind: 'field' }>, rest: string): unknown {
  const steps = parsePath(rest);
  return valueOf({ isList: steps.includes(each) }, select(frame.spot, steps));
}

/** Ids are read once for each resource, however many rules ask. */
const readIds = new WeakMap<Resource, ResourceId | undefined>();

function idOf(resource: Resource): ResourceId | undefined {
  if (readIds.has(resource)) return readIds.get(resource);
  const id = parseResourceId(resource.id ?? '');
  readIds.set(resource, id);
  return id;
}

const noClaims = new Unknown('the claims of the request are not known here');
const noSubscription = new Unknown('the subscription is not known here');
const noGroup = new Unknown('the resource group is not known here');
const groupUnread = new Unknown('the resource group was not read');

function resourceGroup({ context, resource }: Scope): unknown {
  // A group that nobody manages has no `managedBy`, and four built-ins ask for it unguarded (the ones that leave Databricks out).
  const group = context.resourceGroup;
  if (group !== undefined) return keyIgnoringCase(group, 'managedBy') === undefined ? { ...group, managedBy: null } : group;
  const { resourceGroup: name, subscriptionId } = idOf(resource) ?? {};
  if (name === undefined) return openGroup(resource.openId);
  return groupCalled(name, `/subscriptions/${subscriptionId ?? ''}/resourceGroups/${name}`);
}

/** A plan says in which group a resource will be, and mostly not in which subscription. An id has one group, behind its subscription. */
function openGroup([first, second = '']: readonly string[] = []): unknown {
  const name = first?.toLowerCase() === '/subscriptions/' ? /^\/resourceGroups\/([^/]+)\//i.exec(second)?.[1] : undefined;
  return name === undefined ? noGroup : groupCalled(name, new Unknown(noSubscription.why, { pieces: ['/subscriptions/', `/resourceGroups/${name}`] }));
}

function groupCalled(name: string, id: string | Unknown): unknown {
  return { id, name, location: groupUnread, tags: groupUnread, managedBy: groupUnread, properties: groupUnread };
}

const subscriptionUnread = new Unknown('the subscription was not read');

function subscription({ context, resource }: Scope): unknown {
  if (context.subscription !== undefined) return context.subscription;
  const { subscriptionId } = idOf(resource) ?? {};
  if (subscriptionId === undefined) return noSubscription;
  const id = `/subscriptions/${subscriptionId}`;
  return { id, subscriptionId, displayName: subscriptionUnread, tenantId: subscriptionUnread, tags: subscriptionUnread };
}

function requestContext({ context, resource }: Scope): unknown {
  const given = context.requestContext;
  const apiVersion = resource.apiVersion ?? new Unknown('the API version of the request is not known here');
  if (isJsonObject(given)) return { apiVersion, ...given };
  return { apiVersion, identity: new Unknown('the caller of the request is not known here') };
}

function text(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new EvaluationError(`\`${name}\` takes a name${isAbsent(value) ? '' : `; ${typeof value} given`}`);
}
