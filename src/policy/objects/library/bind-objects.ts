import type { JsonObject } from '../../../arm/json.ts';
import { bindAssignment, type AssignedPolicy } from '../../bind.ts';
import { bundledDefinition } from '../../bundled.ts';
import { parseAssignment } from '../../documents/assignment.ts';
import { parseDefinition, type PolicyDefinition } from '../../documents/definition.ts';
import { parseInitiative, type Initiative } from '../../documents/initiative.ts';
import type { WantedObject } from '../plan.ts';
import { objectId } from '../policy-object.ts';

/**
 * What the assignments among objects bring, ready for `judge`: exactly what Azure will judge by once they are written.
 * @param others definitions and initiatives that the objects refer to and that are not among them, by lower-case id
 * Throws PolicyError when something cannot be read or a parameter does not fit.
 */
export function bindObjects(objects: readonly WantedObject[], others: ReadonlyMap<string, JsonObject> = new Map()): readonly AssignedPolicy[] {
  const own = new Map(objects.map((object) => [objectId(object.kind, object.scope, object.name).toLowerCase(), object]));
  const read = new Map<string, PolicyDefinition | Initiative | undefined>();
  const lookup = (id: string): PolicyDefinition | Initiative | undefined => {
    const key = id.toLowerCase();
    if (!read.has(key)) read.set(key, readObject(id, own.get(key), others.get(key)));
    return read.get(key);
  };
  return objects.filter(({ kind }) => kind === 'assignment').flatMap(({ scope, name, body }) =>
    bindAssignment(parseAssignment({ ...body, name, id: objectId('assignment', scope, name) }), lookup));
}

function readObject(id: string, own: WantedObject | undefined, other: JsonObject | undefined): PolicyDefinition | Initiative | undefined {
  if (own?.kind === 'definition' && own.source === 'bundled') return bundledDefinition(id);
  const document = own === undefined ? other : { ...own.body, name: own.name, id };
  if (document === undefined) return undefined;
  return /\/policySetDefinitions\/[^/]+$/i.test(id) ? parseInitiative(document) : parseDefinition(document);
}
