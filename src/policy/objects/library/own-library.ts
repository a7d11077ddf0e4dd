import { at, isJsonObject, textAt, type JsonObject } from '../../../arm/json.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope, isWithin } from '../../../arm/scope.ts';
import { UserError } from '../../../run/errors.ts';
import type { WantedObject } from '../plan.ts';
import { kindFacts, objectId, scopeOf } from '../policy-object.ts';
import { longestName } from '../compare/variants.ts';
import { valuesFor } from './wanted.ts';

/** A policy document of a library as somebody keeps it. */
export interface WrittenDocument {
  readonly kind: 'definition' | 'initiative' | 'assignment' | 'exemption';
  readonly document: JsonObject;
  /** `file:line`, for sentences. */
  readonly place: string;
  readonly file: string;
}

export interface OwnWish {
  readonly documents: readonly WrittenDocument[];
  readonly scope: string;
  readonly definitionScope: string;
  /** Values, plain by name, for initiatives and definitions that no assignment of the library assigns. */
  readonly parameters: JsonObject;
  /** A digest of a text, as hexadecimal text. */
  readonly digest: (text: string) => string;
}

/**
 * The objects of a library: its definitions and initiatives at the definition scope, whatever ids they were written with; its assignments
 * and exemptions where their ids say, or at the scope; and an assignment at the scope for each initiative, and each definition that
 * nothing else brings, without one. Throws UserError for what has no name, would stand outside the scope, or be one with another.
 */
export function ownObjects({ documents, scope, definitionScope, parameters, digest }: OwnWish): readonly WantedObject[] {
  const byName = new Map(documents.filter(({ kind }) => kind === 'definition' || kind === 'initiative').map((written) => [`${written.kind} ${nameOf(written).toLowerCase()}`, written]));
  const mentioned = new Set<WrittenDocument>();
  /** The id under which the library's own document lives, or the id as it is. */
  const led = (id: unknown): unknown => {
    if (typeof id !== 'string') return id;
    const kind = /\/policySetDefinitions\/[^/]+$/i.test(id) ? 'initiative' : 'definition';
    const own = byName.get(`${kind} ${(id.split('/').at(-1) ?? '').toLowerCase()}`);
    if (own === undefined || id.toLowerCase().startsWith('/providers/microsoft.authorization/')) return id.replaceAll('{definitionScope}', () => definitionScope);
    mentioned.add(own);
    return objectId(kind, definitionScope, nameOf(own));
  };
  const inPlace = (written: WrittenDocument, at_: string): WantedObject => ({ kind: written.kind, scope: at_, name: checkedName(written, at_), body: redirected(written, led), source: written.file });
  const assignments = documents.filter(({ kind }) => kind === 'assignment').map((written) => inPlace(written, placeOf(written, scope)));
  const exemptions = documents.filter(({ kind }) => kind === 'exemption').map((written) => inPlace(written, placeOf(written, scope)));
  const initiatives = documents.filter(({ kind }) => kind === 'initiative');
  const own = initiatives.map((written) => inPlace(written, definitionScope));
  const definitions = documents.filter(({ kind }) => kind === 'definition');
  const alone = [...initiatives, ...definitions].filter((written) => !mentioned.has(written));
  const objects = [
    ...definitions.map((written) => inPlace(written, definitionScope)),
    ...own,
    ...assignments,
    ...alone.map((written) => assignmentOf(written, { scope, definitionScope, parameters, digest })),
    ...exemptions,
  ];
  refuseTwins(objects);
  return objects;
}

/** Of two files that mean one object the caller tells; within one file nobody else would. */
function refuseTwins(objects: readonly WantedObject[]): void {
  const seen = new Set<string>();
  for (const { kind, scope, name, source } of objects) {
    const key = `${source}\n${objectId(kind, scope, name).toLowerCase()}`;
    if (seen.has(key)) throw new UserError(`${source}: two documents mean the ${kindFacts[kind].noun} \`${name}\` at ${scope}; give one of them another name.`);
    seen.add(key);
  }
}

function assignmentOf(written: WrittenDocument, { scope, definitionScope, parameters, digest }: Pick<OwnWish, 'scope' | 'definitionScope' | 'parameters' | 'digest'>): WantedObject {
  const name = nameOf(written);
  // Room for a version behind the name, should the assignment have to be replaced.
  const limit = longestName('assignment', scope) - '-v2'.length;
  const short = name.length <= limit ? name : `${name.slice(0, limit - 9)}-${digest(name).slice(0, 8)}`;
  const { document } = written;
  return {
    kind: 'assignment', scope, name: short, source: written.file,
    body: {
      properties: {
        displayName: textAt(propertiesOf(document), 'displayName') ?? name,
        ...(textAt(propertiesOf(document), 'description') === undefined ? {} : { description: textAt(propertiesOf(document), 'description') }),
        policyDefinitionId: objectId(written.kind, definitionScope, name),
        parameters: valuesFor({ properties: propertiesOf(document) }, parameters),
      },
    },
  };
}

function nameOf({ document, place, kind }: WrittenDocument): string {
  const name = textAt(document, 'name') ?? textAt(document, 'id')?.split('/').at(-1);
  if (name === undefined || name === '') throw new UserError(`${place}: the ${kindFacts[kind].noun} has no \`name\`; Azure needs one to write it.`);
  return name;
}

/** Azure's rules for names: /^[^<>*%&:\\?.+/]*[^<>*%&:\\?.+/ ]+$/ (Microsoft Learn, operations "Create Or Update"), dots inside allowed in practice. */
function checkedName(written: WrittenDocument, scope: string): string {
  const name = nameOf(written);
  const limit = longestName(written.kind, scope);
  if (name.length > limit) throw new UserError(`${written.place}: the name \`${name}\` has ${name.length} characters; Azure takes ${limit} for ${kindFacts[written.kind].noun}s at ${scope}.`);
  if (/[<>*%&:\\?+/#\p{Cc}]/u.test(name) || /[. ]$/.test(name)) throw new UserError(`${written.place}: the name \`${name}\` has a character that Azure does not take in names (<>*%&:\\?+/#, a control character, or a period or blank at the end).`);
  return name;
}

/**
 * Where an assignment or exemption stands: within the scope of the run. What is below a management group cannot be told by its id; of
 * assignments there, only those at the group itself are read, and nothing is written that was not looked at.
 */
function placeOf({ document, place, kind }: WrittenDocument, scope: string): string {
  const written = textAt(propertiesOf(document), 'scope') ?? scopeOf(textAt(document, 'id') ?? '');
  const own = written === '' ? scope : written.replace(/\/+$/, '');
  const there = parseScope(own) ?? parseResourceId(own);
  const isWide = isManagementGroup(scope);
  const mayStand = isWithin(own, scope) || (isWide && kind === 'exemption' && !isManagementGroup(own));
  if (there !== undefined && mayStand) return own;
  throw new UserError(`${place}: the ${kindFacts[kind].noun} stands at ${own}, which is not ${isWide && kind === 'assignment' ? '' : 'within '}the scope ${scope} of this run.`);
}

function isManagementGroup(scope: string): boolean {
  return parseScope(scope)?.kind === 'managementGroup';
}

function redirected({ document, kind }: WrittenDocument, led: (id: unknown) => unknown): JsonObject {
  const properties = propertiesOf(document);
  const pointed = (name: string, value: unknown): unknown => {
    if (name === 'policyDefinitionId') return led(value);
    if (name !== 'policyDefinitions' || !Array.isArray(value)) return value;
    return value.map((entry: unknown) => (isJsonObject(entry) ? { ...entry, policyDefinitionId: led(entry['policyDefinitionId']) } : entry));
  };
  const own = Object.fromEntries(Object.entries(properties).filter(([name]) => !given.has(name)).map(([name, value]) => [name, pointed(name, value)]));
  const around = kind === 'assignment' ? Object.fromEntries(['identity', 'location'].flatMap((name) => (document[name] === undefined ? [] : [[name, document[name]]]))) : {};
  return { ...around, properties: own };
}

/** What the service answers and does not take. */
const given: ReadonlySet<string> = new Set(['policyType', 'scope', 'instanceId', 'latestDefinitionVersion', 'effectiveDefinitionVersion', 'versions']);

/** `properties`, or the document itself where it is written without that wrapper. */
function propertiesOf(document: JsonObject): JsonObject {
  const properties = at(document, 'properties');
  if (isJsonObject(properties)) return properties;
  const around = new Set(['id', 'name', 'type', 'location', 'identity', 'systemData', 'properties']);
  return Object.fromEntries(Object.entries(document).filter(([name]) => !around.has(name)));
}

