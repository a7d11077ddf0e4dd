import { at, isJsonObject, member, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { differences } from './differences.ts';
import type { Living } from '../living.ts';
import { kindFacts, objectId, type PolicyObjectKind } from '../policy-object.ts';
import { isOwned } from '../stamp.ts';

/** An object that is wanted, and the name that the library has for it. */
export interface Named {
  readonly kind: PolicyObjectKind;
  readonly scope: string;
  readonly name: string;
  readonly body: JsonObject;
}

/** Which living object an object that is wanted is, or becomes. */
export interface Choice {
  readonly id: string;
  readonly name: string;
  /** The living object of that id; undefined when it is to be made. */
  readonly living: JsonObject | undefined;
  /** Living objects of ours that this one takes the place of. */
  readonly replaced: readonly JsonObject[];
  /** Why they cannot be changed into it. */
  readonly why: string | undefined;
}

/** What is known while a plan is made. */
export interface Choosing {
  readonly living: Living;
  readonly owner: string;
  /** Lower-case ids of which Azure has refused the update in this run, and why. */
  readonly refused: ReadonlyMap<string, string>;
  /** Lower-case ids that the library has names for. */
  readonly names: ReadonlySet<string>;
  /** Lower-case ids that other objects of the plan have or get. */
  readonly taken: ReadonlySet<string>;
}

/**
 * Azure refuses some changes of living objects: a parameter that is taken away, an assignment that would point elsewhere. Then the new
 * object lives under a name with a version behind it (`-v2`), and the old one is taken away once nothing refers to it any more.
 */
export function chooseVariant(wanted: Named, choosing: Choosing): Choice {
  const { living, owner, refused } = choosing;
  const own = living.variants(wanted.kind, wanted.scope, wanted.name, owner);
  const obstacles = own.map((document) => ({ document, why: refused.get(idOf(document).toLowerCase()) ?? obstacle(wanted, document) }));
  const possible = obstacles.filter(({ why }) => why === undefined).map(({ document }) => document);
  const chosen = possible.find((document) => differences(wanted.kind, wanted.body, document).length === 0) ?? possible[0];
  const replaced = own.filter((document) => document !== chosen);
  if (chosen !== undefined) return { id: idOf(chosen), name: textAt(chosen, 'name') ?? wanted.name, living: chosen, replaced, why: undefined };
  const name = freeName(wanted, own.length > 0, choosing);
  return { id: objectId(wanted.kind, wanted.scope, name), name, living: undefined, replaced, why: obstacles[0]?.why };
}

function idOf(document: JsonObject): string {
  return textAt(document, 'id') ?? '';
}

/**
 * The first name of its line that nobody has or gets. The name itself, where somebody else has it and nothing of ours lives of it: that is
 * told, not gone round.
 */
function freeName({ kind, scope, name }: Named, hasLived: boolean, { living, owner, names, taken }: Choosing): string {
  const limit = longestName(kind, scope);
  for (let version = 1; ; version += 1) {
    const suffix = version === 1 ? '' : `-v${version}`;
    const candidate = `${name.slice(0, limit - suffix.length)}${suffix}`;
    const id = objectId(kind, scope, candidate);
    const there = living.find(id);
    if (version === 1 && !hasLived && there !== undefined && !isOwned(there, owner)) return name;
    const isPromised = taken.has(id.toLowerCase()) || (version > 1 && names.has(id.toLowerCase()));
    if (there === undefined && !isPromised) return candidate;
  }
}

/** Azure's limit: 24 characters for an assignment at a management group (limits.md). */
export function longestName(kind: PolicyObjectKind, scope: string): number {
  return kind === 'assignment' && parseScope(scope)?.kind === 'managementGroup' ? 24 : kindFacts[kind].longestName;
}

/** Why Azure would refuse to change a living object into the one that is wanted; undefined when nothing is known against it. */
function obstacle({ kind, body }: Named, living: JsonObject): string | undefined {
  if (kind === 'definition' || kind === 'initiative') return parameterObstacle(body, living);
  if (kind === 'assignment') return targetObstacle('policyDefinitionId', 'what an assignment assigns never changes', body, living) ?? identityObstacle(body, living);
  return kind === 'exemption' ? targetObstacle('policyAssignmentId', 'the assignment of an exemption never changes', body, living) : undefined;
}

/** A parameter cannot be removed or renamed, nor change its type, and a new one needs a default (limits.md: `InvalidPolicyParameterUpdate`). */
function parameterObstacle(wanted: JsonObject, living: JsonObject): string | undefined {
  const [before, after] = [declarations(living), declarations(wanted)];
  for (const [name, declaration] of before) {
    const now = after.get(name);
    if (now === undefined) return `Azure lets no parameter be taken away, and ${name} is`;
    const [old, type] = [declaration, now].map((each) => (textAt(each, 'type') ?? 'string').toLowerCase());
    if (old !== type) return `Azure lets no parameter change its type, and ${name} does`;
  }
  for (const [name, declaration] of after) {
    if (!before.has(name) && member(declaration, 'defaultValue') === undefined) return `Azure takes a new parameter only with a default, and ${name} has none`;
  }
  return undefined;
}

function declarations(document: JsonObject): ReadonlyMap<string, unknown> {
  const parameters = at(document, 'properties', 'parameters');
  return new Map(isJsonObject(parameters) ? Object.entries(parameters).map(([name, declaration]) => [name.toLowerCase(), declaration]) : []);
}

function targetObstacle(name: string, why: string, wanted: JsonObject, living: JsonObject): string | undefined {
  const [before, after] = [textAt(living, 'properties', name), textAt(wanted, 'properties', name)];
  return before === undefined || after === undefined || sameId(before, after) ? undefined : why;
}

/** The region of a managed identity is fixed. */
function identityObstacle(wanted: JsonObject, living: JsonObject): string | undefined {
  const [before, after] = [living, wanted].map((body) => (textAt(body, 'identity', 'type')?.toLowerCase() === 'systemassigned' ? textAt(body, 'location') : undefined));
  return before === undefined || after === undefined || bare(before) === bare(after) ? undefined : 'the region of an assignment\'s identity never changes';
}

function bare(location: string): string {
  return location.toLowerCase().replaceAll(' ', '');
}
