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
 * that would be empty, an assignment of what is held back, and an exemption from it are held back too.
 * @param held reasons by lower-case id
 */
export function holdBack(objects: readonly WantedObject[], held: ReadonlyMap<string, string>): HeldBack {
  if (held.size === 0) return { objects, notes: [] };
  const gone = new Map(held);
  const own = new Set(objects.map(idOf));
  const notes: string[] = [];
  const dropped = new Map<string, Lost>();
  const kept: WantedObject[] = [];
  for (const object of objects) {
    const id = idOf(object);
    const reason = gone.get(id);
    if (reason !== undefined) {
      notes.push(`The ${object.kind} ${object.name} is held back: ${reason}.`);
      continue;
    }
    if (object.kind === 'initiative') {
      const reduced = withoutMembers(object.body, gone);
      notes.push(...reduced.absent.filter((member) => !own.has(member.toLowerCase())).map((member) => `The initiative ${object.name} goes without ${member}: ${gone.get(member.toLowerCase()) ?? ''}.`));
      if (memberIds(reduced.body).length === 0) {
        gone.set(id, 'none of its definitions can be assigned here');
        notes.push(`The initiative ${object.name} is held back: none of its definitions can be assigned here.`);
        continue;
      }
      dropped.set(id, reduced);
      kept.push({ ...object, body: reduced.body });
      continue;
    }
    const target = targetOf(object);
    if (gone.has(target)) {
      gone.set(id, 'what it is of is held back');
      notes.push(object.kind === 'exemption' ? `The exemption ${object.name} is held back with the assignment that it is of.` : `The assignment ${object.name} is held back with what it assigns.`);
      continue;
    }
    const reduced = dropped.get(target);
    if (object.kind === 'assignment' && reduced !== undefined) dropped.set(id, reduced);
    const body = object.kind === 'exemption' ? exempted(object.body, reduced) : fitted(object.body, reduced);
    if (body === undefined) notes.push(`The exemption ${object.name} is held back with the definitions that it is of.`);
    else kept.push({ ...object, body });
  }
  return { objects: kept, notes };
}

function idOf({ kind, scope, name }: WantedObject): string {
  return objectId(kind, scope, name).toLowerCase();
}

/** What an assignment assigns, and the assignment that an exemption is of: lower-case ids. */
function targetOf({ kind, body }: WantedObject): string {
  const name = kind === 'assignment' ? 'policyDefinitionId' : kind === 'exemption' ? 'policyAssignmentId' : '';
  return textAt(body, 'properties', name)?.toLowerCase() ?? '';
}

/** What an initiative has lost, in lower case. */
interface Lost {
  readonly parameters: ReadonlySet<string>;
  readonly references: ReadonlySet<string>;
}

interface Reduced extends Lost {
  readonly body: JsonObject;
  /** Ids of the members that are left out. */
  readonly absent: readonly string[];
}

function withoutMembers(body: JsonObject, gone: ReadonlyMap<string, string>): Reduced {
  const members = arrayAt(body, 'properties', 'policyDefinitions');
  const isGone = (entry: unknown): boolean => gone.has(textAt(entry, 'policyDefinitionId')?.toLowerCase() ?? '');
  const [left, stay] = [members.filter(isGone), members.filter((entry) => !isGone(entry))];
  if (left.length === 0) return { body, absent: [], parameters: new Set(), references: new Set() };
  const properties = isJsonObject(body['properties']) ? body['properties'] : {};
  const declared = at(body, 'properties', 'parameters');
  const names = isJsonObject(declared) ? Object.keys(declared) : [];
  const [before, after] = [handedOn(left), handedOn(stay)];
  const unused = new Set(names.filter((name) => before.has(name.toLowerCase()) && !after.has(name.toLowerCase())));
  const parameters = isJsonObject(declared) ? { parameters: Object.fromEntries(Object.entries(declared).filter(([name]) => !unused.has(name))) } : {};
  return {
    body: { ...body, properties: { ...properties, ...parameters, policyDefinitions: stay } },
    absent: left.map((entry) => textAt(entry, 'policyDefinitionId') ?? ''),
    parameters: new Set([...unused].map((name) => name.toLowerCase())),
    references: new Set(left.map((entry) => textAt(entry, 'policyDefinitionReferenceId')?.toLowerCase() ?? '')),
  };
}

/** The parameters of an initiative that members hand on, in lower case. */
function handedOn(members: readonly unknown[]): ReadonlySet<string> {
  const texts = members.map((entry) => JSON.stringify(at(entry, 'parameters')) ?? '');
  return new Set(texts.flatMap((text) => Array.from(text.matchAll(/parameters\s*\(\s*'([^']*)'\s*\)/gi), ([, name = '']) => name.toLowerCase())));
}

/** An assignment without values and messages for what its initiative has lost. */
function fitted(body: JsonObject, reduced: Lost | undefined): JsonObject {
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

/** An exemption without the references that are gone; undefined when it would be of everything then. */
function exempted(body: JsonObject, reduced: Lost | undefined): JsonObject | undefined {
  const properties = body['properties'];
  const references = arrayAt(properties, 'policyDefinitionReferenceIds');
  if (reduced === undefined || !isJsonObject(properties) || references.length === 0) return body;
  const left = references.filter((reference) => typeof reference !== 'string' || !reduced.references.has(reference.toLowerCase()));
  return left.length === 0 ? undefined : { ...body, properties: { ...properties, policyDefinitionReferenceIds: left } };
}
