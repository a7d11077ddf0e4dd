import { isUnknown, Unknown } from '../../language/unknown.ts';
import { typeName } from '../../language/values.ts';
import { PlacedError } from '../evaluate/failure.ts';
import type { Frame } from '../evaluate/frame.ts';
import { valueOf, withProblem } from '../evaluate/make.ts';
import { joined, joinedBy, type Text } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import { idOfResource } from '../functions/ids.ts';
import { targetOfNested } from '../nested/nested-target.ts';
import { idOfTarget, type Target } from '../nested/target.ts';

/** What a resource is, before its body. */
export interface Identity {
  /** Full type, and one name for each of its segments behind the namespace. */
  readonly type: string;
  readonly names: readonly Text[];
  /** The names as they are shown: what cannot be known, as it is written. */
  readonly shown: string;
  readonly id: Text;
}

/** Type, name and id of a resource; `parent`: the resource whose `resources` it stands in. Throws PlacedError. */
export function identityOf(written: Written, frame: Frame, target: Target, parent: Identity | undefined): Identity {
  const typeAt = written.find('type');
  const nameAt = written.find('name');
  if (typeAt === undefined) throw new PlacedError('A resource has a `type`', written);
  if (nameAt === undefined) throw new PlacedError('A resource has a `name`', written);
  const type = valueOf(typeAt, frame);
  const name = valueOf(nameAt, frame, withProblem);
  if (isUnknown(type)) throw new PlacedError(`The type of the resource has to be known: ${type.why}`, typeAt);
  if (typeof type !== 'string' || !isTypeText(type)) throw new PlacedError('The `type` of a resource is a text such as Microsoft.Network/virtualNetworks', typeAt);
  if (typeof name !== 'string' && !isUnknown(name)) throw new PlacedError(`The \`name\` of a resource is a text; ${typeName(name)} given`, nameAt);
  const scopeAt = written.find('scope');
  const scope = scopeAt === undefined || isDeployment(type) ? undefined : scopeOf(valueOf(scopeAt, frame, withProblem), scopeAt, target);
  const shown = isUnknown(name) ? String(nameAt.raw) : name;
  const place = isDeployment(type) ? placeOfDeployment(written, frame, target) : target;
  return complete(childOf(parent, type, name, shown), scope, place, (message) => frame.session.problems.add('error', message, nameAt));
}

/** A nested deployment is a record of the place that it deploys to. What is wrong with that is told where it is expanded. */
function placeOfDeployment(written: Written, frame: Frame, target: Target): Target {
  try {
    return targetOfNested(written, { frame, target }, target.kind);
  } catch (error) {
    if (error instanceof PlacedError) return target;
    throw error;
  }
}

/** Segments of visible ASCII with a slash between them; a child's may be one alone. A look-alike of a letter is no type that anybody judges. */
function isTypeText(type: string): boolean {
  return /^[\x21-\x7E]+$/.test(type) && !type.split('/').includes('');
}

/** The scope of a nested deployment is where it deploys to, not what it extends. */
export function isDeployment(type: string): boolean {
  return type.toLowerCase() === 'microsoft.resources/deployments';
}

interface Named {
  readonly type: string;
  readonly name: Text;
  readonly shown: string;
}

/** Type and name behind those of the parent, unless they have them already (learn.microsoft.com, "Set name and type for child resources"). */
function childOf(parent: Identity | undefined, type: string, name: Text, shown: string): Named {
  if (parent === undefined || isFullType(type, parent.type)) return { type, name, shown };
  return { type: `${parent.type}/${type}`, name: joined(joinedBy('/', parent.names), '/', name), shown: `${parent.shown}/${shown}` };
}

/** A child may be written with its full type; a type of another provider is a resource of its own. */
function isFullType(type: string, parent: string): boolean {
  const [namespace = ''] = type.split('/');
  return type.toLowerCase().startsWith(`${parent.toLowerCase()}/`) || (type.includes('/') && namespace.includes('.'));
}

/**
 * Names and id. `Parent/type/providers/locks` with the name `parent/Microsoft.Authorization/lock` is the older way to write an extension
 * resource (learn.microsoft.com, "Set scope for extension resources"): it is one of `Microsoft.Authorization/locks` on the parent.
 */
function complete({ type, name, shown }: Named, scope: Text | undefined, target: Target, complain: (message: string) => void): Identity {
  const [namespace = '', ...types] = type.split('/');
  const names = segmentsOf(name, types.length, type, complain);
  if (names.length !== types.length) return { type, names, shown, id: new Unknown('the name does not fit the type', { pieces: ['/', ''] }) };
  const marker = types.findLastIndex((segment) => segment.toLowerCase() === 'providers');
  const base = scope ?? idOfTarget(target);
  if (marker < 0) return { type, names, shown, id: idBelow(base, type, names, target) };
  const extension = names[marker];
  if (isUnknown(extension)) return { type, names, shown, id: new Unknown(extension.why, { pieces: ['/', ''] }) };
  const owner = marker === 0 ? base : idOfResource(base, [namespace, ...types.slice(0, marker)].join('/'), names.slice(0, marker));
  const own = [extension ?? '', ...types.slice(marker + 1)].join('/');
  const ownNames = names.slice(marker + 1);
  return { type: own, names: ownNames, shown: ownNames.every((one) => typeof one === 'string') ? ownNames.join('/') : shown, id: idOfResource(owner, own, ownNames) };
}

function idBelow(base: Text, type: string, names: readonly Text[], target: Target): Text {
  const lower = type.toLowerCase();
  if (lower === 'microsoft.resources/resourcegroups') return joined('/subscriptions/', target.subscriptionId, '/resourceGroups/', names[0] ?? '');
  return idOfResource(lower === 'microsoft.management/managementgroups' ? '' : base, type, names);
}

/** One name for each segment of the type. A name that is unknown in part is divided where its known slashes are. Throws PlacedError for another number. */
function segmentsOf(name: Text, count: number, type: string, complain: (message: string) => void): readonly Text[] {
  if (typeof name === 'string') {
    const segments = name.split('/');
    if (segments.length === count && !segments.includes('')) return segments;
    complain(`A resource of type ${type} has ${count === 1 ? 'a name without a slash' : `${count} names with a slash between them`}, and ${JSON.stringify(name.slice(0, 200))} is none`);
    return [name];
  }
  if (count === 1) return [name];
  const parts = (name.pieces ?? ['', '']).map((piece) => piece.split('/'));
  const slashes = parts.reduce((sum, part) => sum + part.length - 1, 0);
  // With a slash too few, an unknown part has one in it: which name it belongs to, nobody knows.
  if (slashes !== count - 1) return Array.from({ length: count }, () => new Unknown(name.why, { pieces: ['', ''] }));
  return divided(parts, name.why);
}

/** `[['a'], ['', 'b']]` is `a`, something unknown, a slash, `b`: the names `a*` and `b`. */
function divided(parts: readonly (readonly string[])[], why: string): readonly Text[] {
  const segments: Text[] = [];
  let current: Text = '';
  for (const [index, [first = '', ...rest]] of parts.entries()) {
    if (index > 0) current = joined(current, new Unknown(why, { pieces: ['', ''] }));
    current = joined(current, first);
    for (const segment of rest) {
      segments.push(current);
      current = segment;
    }
  }
  return [...segments, current];
}

/** The id that a `scope` means: `/` for the tenant, a full id, or type and name of a resource of this deployment. */
export function scopeOf(value: unknown, at: Written, target: Target): Text {
  if (isUnknown(value)) return value.pieces?.[0]?.startsWith('/') === true ? value : new Unknown(value.why, { pieces: ['/', ''] });
  if (typeof value !== 'string') throw new PlacedError(`The \`scope\` of a resource is a text; ${typeName(value)} given`, at);
  if (value.startsWith('/')) return value.replace(/\/+$/, '');
  const isManagementGroup = value.toLowerCase().startsWith('microsoft.management/managementgroups/');
  return joined(isManagementGroup ? '' : idOfTarget(target), '/providers/', value);
}
