import { isUnknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { loopCount, loopName, turnOf } from '../evaluate/make.ts';
import { joinedBy } from '../evaluate/text.ts';
import type { Written } from '../evaluate/written.ts';
import { targetOfExisting } from '../nested/nested-target.ts';
import { identityOf, type Identity } from '../resources/identity.ts';
import { resourceOfSymbol } from '../resources/symbolic.ts';

/** The id that an argument of `reference` means: an id, a symbolic name, or the name of a resource of the same template. Undefined where none is known. */
export function idMeant(resource: unknown, frame: Frame): string | undefined {
  if (typeof resource !== 'string') return undefined;
  if (resource.startsWith('/')) return resource.replace(/\/+$/, '');
  const found = resourceOfSymbol(resource, frame);
  if (found !== undefined) return idOf(identityOf(found.written, found.frame, targetOfExisting(found.written, found.frame, found.frame.surroundings.target), undefined));
  return idsByName(frame).get(resource.toLowerCase());
}

/** The ids of all copies of a resource with a symbolic name; undefined for any other, or where their number is not known. */
export function idsOfCopies(symbol: unknown, frame: Frame): readonly (string | undefined)[] | undefined {
  const resources = frame.program.template.find('resources');
  const loop = typeof symbol === 'string' && resources?.isObject === true ? resources.find(symbol)?.find('copy') : undefined;
  const count = loop === undefined ? undefined : loopCount(loop, { ...frame, loops: undefined });
  return typeof count === 'number' ? Array.from({ length: count }, (_, index) => idMeant(`${String(symbol)}[${index}]`, frame)) : undefined;
}

function idOf({ id }: Identity): string | undefined {
  return typeof id === 'string' ? id : undefined;
}

/** Worked out once for each template with its parameters. */
const known = new WeakMap<object, ReadonlyMap<string, string>>();

/** The ids of the resources that stand at the top of the template, by what they are called; the first of a name. */
function idsByName(frame: Frame): ReadonlyMap<string, string> {
  const found = known.get(frame.parameters);
  if (found !== undefined) return found;
  const made = new Map<string, string>();
  for (const identity of identitiesIn(frame)) for (const name of namesOf(identity)) if (typeof identity.id === 'string' && !made.has(name)) made.set(name, identity.id);
  known.set(frame.parameters, made);
  return made;
}

/** `name`, and `type/name`. */
function namesOf({ type, names }: Identity): readonly string[] {
  const name = joinedBy('/', names);
  return isUnknown(name) ? [] : [name.toLowerCase(), `${type}/${name}`.toLowerCase()];
}

/** The resources that stand at the top of the template, each copy of its own. */
function identitiesIn(frame: Frame): readonly Identity[] {
  const resources = frame.program.template.find('resources');
  const written = [...(resources?.items ?? []), ...(resources?.members ?? []).map(({ value }) => value)];
  // No name asks for what is deployed: looking for one while another is made would never end.
  const outside = { ...frame, loops: undefined, session: { ...frame.session, azure: undefined } };
  return written.filter(({ isObject }) => isObject).flatMap((resource) => turnsOf(resource, outside).map((turn) => identityOf(resource, turn, turn.surroundings.target, undefined)));
}

function turnsOf(resource: Written, frame: Frame): readonly Frame[] {
  const loop = resource.find('copy');
  if (loop === undefined) return [frame];
  const [name, count] = [loopName(loop, frame), loopCount(loop, frame)];
  return isUnknown(count) ? [] : Array.from({ length: count }, (_, index) => turnOf(frame, 'item', name, index));
}
