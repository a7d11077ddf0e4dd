import { isUnknown, Unknown } from '../../language/unknown.ts';
import { typeName, type ObjectValue } from '../../language/values.ts';
import { placed, PlacedError } from '../evaluate/failure.ts';
import { ExhaustedError } from '../evaluate/exhausted.ts';
import type { Frame } from '../evaluate/frame.ts';
import { loopCount, loopName, objectOf, turnOf, valueOf, withProblem } from '../evaluate/make.ts';
import { joinedBy } from '../evaluate/text.ts';
import type { Member, Written } from '../evaluate/written.ts';
import { assertWrittenNames } from '../evaluate/written-names.ts';
import type { ExpandedResource } from '../expansion.ts';
import { templateLimits } from '../limits.ts';
import type { Target } from '../nested/target.ts';
import { placeOf } from '../provenance/place.ts';
import { provenanceOf } from '../provenance/provenance.ts';
import { bodyMembers } from './body.ts';
import { conditionOf } from './condition.ts';
import { deployingOf } from './deploying.ts';
import { identityOf, isDeployment, type Identity } from './identity.ts';
import { isExisting, isForeign } from './symbolic.ts';

/** Where a resource stands. */
export interface ResourceContext {
  /** Of its expressions. */
  readonly frame: Frame;
  /** Where it goes. */
  readonly target: Target;
  readonly parent: Identity | undefined;
  /** Why it is not certain that what is around it will be deployed. */
  readonly mayBeAbsent: Unknown | undefined;
  /** The id of the nested deployment that it stands in. */
  readonly deployment: string | undefined;
  /** How many templates are around. */
  readonly depth: number;
  /** The files that linked one another to here, outermost first. */
  readonly files: readonly string[];
  /** The deployments that were found among the resources, to be expanded behind them. */
  readonly nested: NestedDeployment[];
}

/** A resource that is a deployment itself. */
export interface NestedDeployment {
  readonly written: Written;
  readonly identity: Identity;
  readonly context: ResourceContext;
}

/** Expands the `resources` of a template or of a resource: an array, or an object by symbolic name. What fails is a problem; the others go on. */
export function expandResources(resources: Written | undefined, context: ResourceContext): void {
  if (resources === undefined) return;
  const { problems } = context.frame.session;
  if (!resources.isArray && !resources.isObject) {
    problems.add('error', '`resources` is an array, or an object of resources by symbolic name', resources);
    return;
  }
  const written = resources.isArray ? resources.items : resources.members.map(({ value }) => value);
  // Without a symbolic name Resource Manager knows neither existing resources nor extensions, and deploys what says that it is one.
  for (const resource of written) expandResource(resource, context, resources.isObject);
}

function expandResource(written: Written, context: ResourceContext, isSymbolic: boolean): void {
  const { frame } = context;
  const { problems } = frame.session;
  if (!written.isObject) {
    problems.add('error', `A resource is an object; ${typeName(written.raw)} given`, written);
    return;
  }
  if (isSymbolic && isForeign(written, frame)) return;
  assertWrittenNames('A resource', written, frame);
  if (isSymbolic && isExisting(written)) {
    const children = written.find('resources');
    if (children !== undefined) attempt(() => expandResources(children, { ...context, parent: identityOf(written, frame, context.target, context.parent) }), frame, children);
    return;
  }
  const loop = written.find('copy');
  if (loop === undefined) {
    attempt(() => deploy(written, context), frame, written);
    return;
  }
  attempt(() => {
    if (context.parent !== undefined) throw new PlacedError('A resource inside of another one cannot have a `copy`: write it beside its parent', loop);
    copies(written, loop, context);
  }, frame, written);
}

function copies(written: Written, loop: Written, context: ResourceContext): void {
  const { frame } = context;
  const name = loopName(loop, frame);
  const count = loopCount(loop, frame);
  if (isUnknown(count)) {
    const index = new Unknown(`the number of copies of the loop \`${name}\` is not known: ${count.why}`, { isPresent: true });
    deploy(written, { ...context, frame: turnOf(frame, 'item', name, index), mayBeAbsent: context.mayBeAbsent ?? count });
    return;
  }
  for (let index = 0; index < count; index += 1) {
    const turn = turnOf(frame, 'item', name, index);
    attempt(() => deploy(written, { ...context, frame: turn }), turn, written);
  }
}

/** What fails is a problem of its own. */
export function attempt(step: () => void, { session }: Frame, at: Written): void {
  try {
    step();
  } catch (error) {
    session.problems.caught(placed(error, at));
  }
}

function deploy(written: Written, context: ResourceContext): void {
  const { frame, target, parent } = context;
  const { resources } = frame.session;
  const condition = conditionOf(written, frame, withProblem);
  const identity = identityOf(written, frame, target, parent);
  if (condition === false) {
    const { type, shown, id } = identity;
    frame.session.skipped.push({ type, name: shown, id: typeof id === 'string' ? id : undefined, deploying: () => deployingOf(written, frame, context.deployment) });
  } else {
    const mayBeAbsent = context.mayBeAbsent ?? (isUnknown(condition) ? condition : undefined);
    if (resources.length >= templateLimits.resources) throw new ExhaustedError(`The deployment has more than ${templateLimits.resources} resources; divide it`);
    const resource = expanded(written, { ...context, mayBeAbsent }, identity);
    resources.push(resource);
    rememberGroup(resource, frame);
    if (isDeployment(identity.type)) context.nested.push({ written, identity, context: { ...context, mayBeAbsent } });
  }
  // A condition does not reach the children (learn.microsoft.com, "Conditional deployment in ARM templates").
  expandResources(written.find('resources'), { ...context, parent: identity });
}

function rememberGroup({ type, name, body }: ExpandedResource, { session }: Frame): void {
  const location = body['location'];
  if (type.toLowerCase() === 'microsoft.resources/resourcegroups' && (typeof location === 'string' || isUnknown(location))) session.groups.set(name.toLowerCase(), location);
}

function expanded(written: Written, { frame, mayBeAbsent, deployment }: ResourceContext, identity: Identity): ExpandedResource {
  const { type, names, shown, id } = identity;
  const name = joinedBy('/', names);
  const body: ObjectValue = { ...bodyOf(written, frame, type), type, name };
  const apiVersionAt = written.find('apiVersion');
  const apiVersion = apiVersionAt === undefined ? undefined : valueOf(apiVersionAt, frame, withProblem);
  const source = { written, frame };
  return {
    type,
    name: isUnknown(name) ? shown : name,
    apiVersion: typeof apiVersion === 'string' ? apiVersion : undefined,
    id: typeof id === 'string' ? id : undefined,
    openId: isUnknown(id) ? id.pieces : undefined,
    body,
    mayBeAbsent,
    placeOf: (pointer) => placeOf(source, pointer),
    provenanceOf: (pointer) => provenanceOf(source, body, pointer),
    deploying: () => deployingOf(written, frame, deployment),
  };
}

/** A nested deployment is shown without its template: that is deployed in its own right. */
function bodyOf(written: Written, frame: Frame, type: string): ObjectValue {
  const members = bodyMembers(written);
  const properties = isDeployment(type) ? written.find('properties') : undefined;
  if (properties?.isObject !== true) return whole(members, frame, written);
  const rest = members.filter(({ key }) => key.toLowerCase() !== 'properties');
  const shown = properties.members.filter(({ key }) => key.toLowerCase() !== 'template');
  return { ...whole(rest, frame, written), properties: objectOf(shown, frame, withProblem) };
}

function whole(members: readonly Member[], frame: Frame, written: Written): ObjectValue {
  const made = objectOf(members, frame, withProblem);
  if (!isUnknown(made)) return made;
  frame.session.problems.add('unread', `What a resource is made of has to be known, so it is not checked as a whole: ${made.why}`, written);
  const known = objectOf(members.filter(({ key }) => !key.startsWith('[')), frame, withProblem);
  return isUnknown(known) ? {} : known;
}
