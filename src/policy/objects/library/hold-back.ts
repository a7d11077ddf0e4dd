import { arrayAt, at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import type { WantedObject } from '../plan.ts';
import { objectId, memberIds } from '../policy-object.ts';

/** What cannot be written here, and what that leaves. */
export interface HeldBack {
  readonly objects: readonly WantedObject[];
  /** One sentence for each object or member that is held back. */
  readonly notes: readonly string[];
}

/**
 * Takes out what this tenant cannot have: definitions whose aliases it does not know, members that its cloud does not offer. Initiatives
 * lose those members, the parameters that only they used (Azure refuses unused ones) and the values and messages for them; an initiative
 * that would be empty, and an assignment of what is held back, are held back too.
 * @param held reasons by lower-case id
 */
export function holdBack(objects: readonly WantedObject[], held: ReadonlyMap<string, string>): HeldBack {
  if (held.size === 0) return { objects, notes: [] };
  const gone = new Map(held);
  const notes: string[] = [];
  const dropped = new Map<string, { readonly parameters: ReadonlySet<string>; readonly references: ReadonlySet<string> }>();
  const kept: WantedObject[] = [];
  for (const object of objects) {
    const id = objectId(object.kind, object.scope, object.name).toLowerCase();
    const own = gone.get(id);
    if (own !== undefined) {
      notes.push(`The ${object.kind} ${object.name} is held back: ${own}.`);
      continue;
    }
    if (object.kind === 'initiative') {
      const reduced = withoutMembers(object.body, gone);
      notes.push(...reduced.absent.filter((member) => !isOwn(objects, member)).map((member) => `The initiative ${object.name} goes without ${member}: ${gone.get(member.toLowerCase()) ?? ''}.`));
      if (memberIds(reduced.body).length === 0) {
        gone.set(id, 'none of its definitions can be assigned here');
        notes.push(`The initiative ${object.name} is held back: none of its definitions can be assigned here.`);
        continue;
      }
      dropped.set(id, reduced);
      kept.push({ ...object, body: reduced.body });
      continue;
    }
    const target = object.kind === 'assignment' ? textAt(object.body, 'properties', 'policyDefinitionId')?.toLowerCase() ?? '' : '';
    const why = gone.get(target);
    if (why !== undefined) {
      notes.push(`The assignment ${object.name} is held back with what it assigns.`);
      continue;
    }
    kept.push(object.kind === 'assignment' ? { ...object, body: fitted(object.body, dropped.get(target)) } : object);
  }
  return { objects: kept, notes };
}

function isOwn(objects: readonly WantedObject[], id: string): boolean {
  return objects.some((object) => objectId(object.kind, object.scope, object.name).toLowerCase() === id.toLowerCase());
}

interface Reduced {
  readonly body: JsonObject;
  /** Ids of the members that are left out. */
  readonly absent: readonly string[];
  readonly parameters: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

function withoutMembers(body: JsonObject, gone: ReadonlyMap<string, string>): Reduced {
  const members = arrayAt(body, 'properties', 'policyDefinitions');
  const isGone = (entry: unknown): boolean => gone.has(textAt(entry, 'policyDefinitionId')?.toLowerCase() ?? '');
  const [left, stay] = [members.filter(isGone), members.filter((entry) => !isGone(entry))];
  if (left.length === 0) return { body, absent: [], parameters: new Set(), references: new Set() };
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const declared = at(body, 'properties', 'parameters');
  const names = isJsonObject(declared) ? Object.keys(declared) : [];
  const unused = new Set(names.filter((name) => uses(left, name) && !uses(stay, name)));
  const parameters = isJsonObject(declared) ? { parameters: Object.fromEntries(Object.entries(declared).filter(([name]) => !unused.has(name))) } : {};
  return {
    body: { ...body, properties: { ...properties, ...parameters, policyDefinitions: stay } },
    absent: left.map((entry) => textAt(entry, 'policyDefinitionId') ?? ''),
    parameters: new Set([...unused].map((name) => name.toLowerCase())),
    references: new Set(left.map((entry) => textAt(entry, 'policyDefinitionReferenceId')?.toLowerCase() ?? '')),
  };
}

/** Whether members hand a parameter of the initiative on. */
function uses(members: readonly unknown[], name: string): boolean {
  const wanted = `parameters('${name}')`.toLowerCase();
  return members.some((entry) => (JSON.stringify(at(entry, 'parameters')) ?? '').toLowerCase().includes(wanted));
}

/** An assignment without values and messages for what its initiative has lost. */
function fitted(body: JsonObject, reduced: Pick<Reduced, 'parameters' | 'references'> | undefined): JsonObject {
  const properties = body['properties'];
  if (reduced === undefined || !isJsonObject(properties)) return body;
  const values = at(properties, 'parameters');
  const messages = arrayAt(properties, 'nonComplianceMessages').filter((entry) => !reduced.references.has(textAt(entry, 'policyDefinitionReferenceId')?.toLowerCase() ?? '—'));
  return {
    ...body,
    properties: {
      ...properties,
      ...(isJsonObject(values) ? { parameters: Object.fromEntries(Object.entries(values).filter(([name]) => !reduced.parameters.has(name.toLowerCase()))) } : {}),
      ...(properties['nonComplianceMessages'] === undefined ? {} : { nonComplianceMessages: messages }),
    },
  };
}
