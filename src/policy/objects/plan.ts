/** From the library and what lives at its scopes to the policy objects to write and to take away. Pure; compares meaning, not text. */
import { at, isJsonObject, textAt, type JsonObject } from '../../arm/json.ts';
import { carriedOver } from './compare/carried-over.ts';
import { differences } from './compare/differences.ts';
import type { Living } from './living.ts';
import { kindOf, objectId, policyObjectKinds, type PolicyObject, type PolicyObjectKind } from './policy-object.ts';
import type { PolicyStep } from './policy-step.ts';
import { isOwned, stamped, stampOf } from './stamp.ts';
import { withoutUsed } from './usage.ts';
import { chooseVariant, type Choice } from './compare/variants.ts';

/** An object of the library as it should be. What it refers to stands under the names of the library: `objectId(kind, scope, name)`. */
export interface WantedObject {
  readonly kind: PolicyObjectKind;
  /** The scope or resource that it stands at. */
  readonly scope: string;
  readonly name: string;
  /** ARM body without our stamp. */
  readonly body: JsonObject;
  /** Where the library has it from: `bundled`, or a file. */
  readonly source: string;
}

export interface PolicyPlan {
  /** In the order of writing: each kind after those it depends on, then what is enforced, then what is taken away. */
  readonly steps: readonly PolicyStep[];
  /** Objects under the names of the library that somebody else made; nothing may be written while there are any. */
  readonly foreign: readonly PolicyObject[];
  /** Objects of ours that the library does not have any more, and that stay because nobody asked to prune. */
  readonly left: readonly string[];
  /** A sentence for each object that would go and stays, because something uses it. */
  readonly used: readonly string[];
}

export interface Planning {
  readonly wanted: readonly WantedObject[];
  readonly living: Living;
  readonly owner: string;
  /** The version of this project, for the stamp. */
  readonly version: string;
  /** A digest of a value, as hexadecimal text. */
  readonly hash: (value: unknown) => string;
  /** Which living objects of ours are to go when the library does not have them; by default none. */
  readonly prunes?: (document: JsonObject, kind: PolicyObjectKind) => boolean;
  /** Which of them are told when they stay; by default all. */
  readonly isSurplus?: (document: JsonObject, kind: PolicyObjectKind) => boolean;
  /** Lower-case ids of which Azure has refused the update in this run, and why. */
  readonly refused?: ReadonlyMap<string, string>;
}

/** Plans what is wanted against what lives. Objects without our stamp and owner are never planned over. */
export function planPolicyObjects(planning: Planning): PolicyPlan {
  const { living, owner, refused = new Map() } = planning;
  const moved = new Map<string, string>();
  const foreign: PolicyObject[] = [];
  const names = new Set(planning.wanted.map(({ kind, scope, name }) => objectId(kind, scope, name).toLowerCase()));
  const taken = new Set<string>();
  const chosen = inOrder(planning.wanted).map((wanted) => {
    const body = marked({ ...wanted, body: redirected(wanted.body, moved) }, planning);
    const choice = chooseVariant({ ...wanted, body }, { living, owner, refused, names, taken });
    taken.add(choice.id.toLowerCase());
    const own = objectId(wanted.kind, wanted.scope, wanted.name);
    // In our own letters, not in those of an answer: what refers to it, and the hash over that, is the same in every run.
    if (choice.id.toLowerCase() !== own.toLowerCase()) moved.set(own.toLowerCase(), objectId(wanted.kind, wanted.scope, choice.name));
    const object = { kind: wanted.kind, id: choice.id, name: choice.name, body };
    const other = living.find(choice.id);
    if (other !== undefined && !isOwned(other, owner)) foreign.push(object);
    return { object, choice };
  });
  const writes = chosen.flatMap(({ object, choice }) => stepsFor(object, choice));
  const replaced = chosen.flatMap(({ object, choice }) => choice.replaced.map((document) => deletion(document, [`${object.name} takes its place`])));
  const known = new Set([...taken, ...replaced.map(({ object }) => object.id.toLowerCase())]);
  const surplus = surplusObjects(planning, known).map((entry) => ({ ...entry, isPruned: planning.prunes?.(entry.document, entry.kind) === true }));
  const pruned = surplus.filter(({ isPruned }) => isPruned).map(({ document }) => deletion(document, [pruneReason(document)]));
  const deletions = [...replaced, ...pruned];
  const removable = withoutUsed(inOrderOfRemoval(deletions), living, writes);
  return {
    steps: [...writes.filter(({ action }) => action !== 'enforce'), ...writes.filter(({ action }) => action === 'enforce'), ...removable.steps],
    foreign,
    used: removable.notes,
    left: surplus.filter(({ document, kind, isPruned }) => !isPruned && planning.isSurplus?.(document, kind) !== false).map(({ document }) => textAt(document, 'id') ?? ''),
  };
}

/** Each kind after those it may refer to. */
function inOrder<Object extends { readonly kind: PolicyObjectKind }>(objects: readonly Object[]): readonly Object[] {
  return policyObjectKinds.flatMap((kind) => objects.filter((object) => object.kind === kind));
}

/** Each kind before those it may refer to. */
export function inOrderOfRemoval(steps: readonly PolicyStep[]): readonly PolicyStep[] {
  return policyObjectKinds.toReversed().flatMap((kind) => steps.filter(({ object }) => object.kind === kind));
}

function stepsFor(object: PolicyObject, { living, replaced, why }: Choice): readonly PolicyStep[] {
  const enforces = object.kind === 'assignment' && modeOf(object.body) === 'default';
  const before = { ...object, body: withMode(object.body, 'DoNotEnforce') };
  if (living === undefined) {
    const body = replaced.reduce((current, old) => carriedOver(object.kind, current, old), object.body);
    const made = { ...object, body };
    const action = replaced.length === 0 ? 'create' : 'replace';
    const details = why === undefined ? [] : [why];
    return enforces ? [{ action, object: { ...before, body: withMode(body, 'DoNotEnforce') }, details }, enforcement(made)] : [{ action, object: made, details }];
  }
  const sent = { ...object, body: carriedOver(object.kind, object.body, living) };
  if (!enforces || modeOf(living) === 'default') {
    const details = differences(object.kind, object.body, living);
    return [details.length === 0 ? { action: 'unchanged', object, details } : { action: 'update', object: sent, details }];
  }
  const details = differences(object.kind, before.body, living);
  const update = { action: 'update' as const, object: { ...sent, body: withMode(sent.body, 'DoNotEnforce') }, details };
  return [...(details.length === 0 ? [] : [update]), enforcement(sent)];
}

function enforcement(object: PolicyObject): PolicyStep {
  return { action: 'enforce', object, details: ['enforcementMode: DoNotEnforce → Default'] };
}

/** `default` or `donotenforce`. */
export function modeOf(body: JsonObject): string {
  return textAt(body, 'properties', 'enforcementMode')?.toLowerCase() ?? 'default';
}

function withMode(body: JsonObject, enforcementMode: string): JsonObject {
  const properties = body['properties'];
  return { ...body, properties: { ...(isJsonObject(properties) ? properties : {}), enforcementMode } };
}

/** The step that takes a living object away. */
export function deletion(document: JsonObject, details: readonly string[]): PolicyStep {
  const id = textAt(document, 'id') ?? '';
  return { action: 'delete', object: { kind: kindOf(id) ?? 'definition', id, name: textAt(document, 'name') ?? id, body: document }, details };
}

function surplusObjects({ living, owner }: Planning, known: ReadonlySet<string>): readonly { readonly document: JsonObject; readonly kind: PolicyObjectKind }[] {
  return policyObjectKinds.filter((kind) => kind !== 'roleAssignment').flatMap((kind) =>
    living.all(kind).filter((document) => isOwned(document, owner) && !known.has((textAt(document, 'id') ?? '').toLowerCase())).map((document) => ({ document, kind })),
  );
}

function pruneReason(document: JsonObject): string {
  const end = textAt(document, 'properties', 'expiresOn');
  return `the library does not have it any more${end === undefined ? '' : ` (it ends on ${end})`}`;
}

function marked({ kind, name, body, source }: WantedObject, { owner, version, hash }: Planning): JsonObject {
  return kind === 'roleAssignment' ? body : stamped(body, { owner, of: name, source, version, hash: hash(at(body, 'properties')) });
}

/** The body with references to the names of the library led to where those objects live. */
function redirected(body: JsonObject, moved: ReadonlyMap<string, string>): JsonObject {
  if (moved.size === 0) return body;
  const properties = body['properties'];
  if (!isJsonObject(properties)) return body;
  const led = (value: unknown): unknown => (typeof value === 'string' ? moved.get(value.toLowerCase()) ?? value : value);
  const own = Object.fromEntries(Object.entries(properties).map(([name, value]) => {
    if (name === 'policyDefinitionId' || name === 'policyAssignmentId') return [name, led(value)];
    if (name !== 'policyDefinitions' || !Array.isArray(value)) return [name, value];
    return [name, value.map((entry: unknown) => (isJsonObject(entry) ? { ...entry, policyDefinitionId: led(entry['policyDefinitionId']) } : entry))];
  }));
  return { ...body, properties: own };
}

/** What was changed by hand since we wrote it: the stamp still says what the library says. */
export function isChangedByOthers({ action, object }: PolicyStep, living: JsonObject | undefined): boolean {
  if (action !== 'update') return false;
  const [before, after] = [stampOf(living)?.hash, stampOf(object.body)?.hash];
  return before !== undefined && before === after;
}
