import { isJsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { EvaluationError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import { deepEqual, isAbsent } from '../../language/values.ts';
import type { Truth } from '../../language/truth.ts';
import { aliasIn, type AliasTable } from '../aliases.ts';
import type { Field } from '../conditions/fields/fields.ts';
import { each, type PathStep } from '../conditions/fields/path.ts';
import type { Scope } from '../conditions/scope.ts';
import type { Operation } from './operations.ts';
import { drop, keep, written, type Change, type Reach } from './write.ts';

/** What the operations of one policy made of a request. */
export interface Applied {
  /** The request after them; the same object when nothing changed. */
  readonly resource: Resource;
  readonly changes: readonly FieldChange[];
  /** `append` met a value other than its own, which makes it a denial. */
  readonly denied: readonly string[];
  /** Operations that were left out, each with its reason. */
  readonly skipped: readonly string[];
  /**
   * Fields that `modify` may not write in this API version, or not with this value: the service then does what `conflictEffect` says
   * instead (learn.microsoft.com, "Azure Policy definitions modify effect", evaluation).
   */
  readonly unwritable: readonly Unwritable[];
}

export interface Unwritable {
  readonly field: string;
  /** "is not modifiable", "takes boolean". */
  readonly why: string;
  /** Set where it is not known whether the operation is made at all. */
  readonly unless?: Unknown;
}

/** One field that was written. `value` is undefined where it was removed. */
export interface FieldChange {
  readonly field: string;
  readonly path: readonly PathStep[];
  readonly value: unknown;
}

/**
 * Applies the operations of `append` or `modify` in their order (azure-policy-language.md §1.10).
 * Throws EvaluationError when an operation fails on its values.
 */
export function applyOperations(operations: readonly Operation[], scope: Scope, aliases: AliasTable): Applied {
  const { body: _, ...envelope } = scope.resource;
  let resource = scope.resource;
  const changes: FieldChange[] = [];
  const denied: string[] = [];
  const skipped: string[] = [];
  const unwritable: Unwritable[] = [];
  for (const operation of operations) {
    const inner = { ...scope, resource };
    const field = operation.field(inner);
    if (isUnknown(field)) {
      skipped.push(`which field to change is not known: ${field.why}`);
      continue;
    }
    // The condition comes first: built-ins guard with it what older API versions do not let anybody write.
    const holds = conditionOf(operation, inner);
    if (holds === false) continue;
    const wanted = isUnknown(holds) ? new Unknown(`whether a policy changes it is not known: ${holds.why}`) : operation.value(inner);
    const obstacle = obstacleTo(operation, field, resource);
    if (obstacle !== undefined) {
      skipped.push(obstacle);
      continue;
    }
    const why = refusalOf(operation, field, wanted, resource, aliases);
    if (why !== undefined) {
      unwritable.push({ field: field.name, why, ...(isUnknown(holds) ? { unless: holds } : {}) });
      continue;
    }
    const path = pathOf(field, resource);
    let clashes = false;
    const change = changeOf(operation.kind, wanted, path.at(-1) === each, () => {
      clashes = true;
    });
    const body = written(resource.body, path, change, reachOf(operation, field));
    if (clashes) denied.push(`\`${field.name}\` has another value already`);
    if (body === resource.body || !isJsonObject(body)) continue;
    resource = { ...envelope, body };
    changes.push({ field: field.name, path, value: wanted });
  }
  return { resource, changes, denied, skipped, unwritable };
}

/** Whether an operation is made. */
function conditionOf({ condition }: Operation, scope: Scope): Truth {
  const holds = condition?.(scope) ?? true;
  if (isUnknown(holds) || typeof holds === 'boolean') return holds;
  throw new EvaluationError('`condition` of an operation has to be true or false');
}

function pathOf(field: Field, resource: Resource): readonly PathStep[] {
  return field.routes(resource)[0]?.steps ?? [field.kind];
}

/** Tags come into being with the first of them; whatever `append` writes does, too. `modify` needs the parent (§1.10). */
function reachOf({ kind }: Operation, field: Field): Reach {
  return kind === 'append' || field.kind === 'tags' || field.name.toLowerCase() === 'tags' || field.kind === 'identity' ? 'creating' : 'existing';
}

const machines = new Set(['microsoft.compute/virtualmachines', 'microsoft.compute/virtualmachinescalesets']);

/** Why an operation cannot be made on this resource, if it cannot. */
function obstacleTo({ kind }: Operation, field: Field, resource: Resource): string | undefined {
  const { name } = field;
  if (kind === 'append') return undefined;
  const isTag = field.kind === 'tags';
  if (kind === 'remove' && !isTag) return `only tags can be removed, not \`${name}\``;
  if (field.kind === 'identity' && !machines.has(resource.type.toLowerCase())) return `\`${name}\` is modified on virtual machines and scale sets only`;
  if (field.kind !== 'alias') return undefined;
  return field.routes(resource).length === 0 ? `\`${name}\` is no property of ${resource.type} in this API version` : undefined;
}

/** Why the service does not let `modify` write this value into this field; undefined where it does, or no table says. */
function refusalOf({ kind }: Operation, { kind: fieldKind, name }: Field, value: unknown, { type, apiVersion }: Resource, aliases: AliasTable): string | undefined {
  if (kind === 'append' || fieldKind !== 'alias') return undefined;
  const alias = aliases.find(type, name);
  const entry = alias === undefined ? undefined : aliasIn(alias, apiVersion);
  if (entry?.modifiable === false) return 'is not modifiable';
  const fits = entry?.type === undefined ? undefined : valueTypes.get(entry.type);
  return fits === undefined || isUnknown(value) || fits(value) ? undefined : `takes ${entry?.type ?? ''}`;
}

/** Token types of aliases that say something of their values; others, such as `any`, take everything. */
const valueTypes: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ['string', (value: unknown) => typeof value === 'string'],
  ['boolean', (value: unknown) => typeof value === 'boolean'],
  ['integer', (value: unknown) => Number.isInteger(value)],
  ['number', (value: unknown) => typeof value === 'number'],
  ['array', (value: unknown) => Array.isArray(value)],
  ['object', (value: unknown) => isJsonObject(value)],
]);

/** `modify` of an identity is about machines; other resources it does not concern at all (ibid., skipped evaluation). */
export function isLeftOut(operations: readonly Operation[], scope: Scope): boolean {
  if (machines.has(scope.resource.type.toLowerCase())) return false;
  return operations.some((operation) => {
    const field = operation.kind === 'append' ? undefined : operation.field(scope);
    return field !== undefined && !isUnknown(field) && field.kind === 'identity';
  });
}

function changeOf(kind: Operation['kind'], value: unknown, isWholeArray: boolean, clash: () => void): Change {
  const same = (other: unknown) => deepEqual(other, value) === true;
  if (kind === 'remove') return (current) => (current === undefined ? keep : drop);
  if (isWholeArray) {
    if (kind === 'addOrReplace') return (current) => (Array.isArray(current) && current.length === 1 && same(current[0]) ? keep : [value]);
    return (current) => {
      if (isUnknown(current)) return keep;
      const list: readonly unknown[] = Array.isArray(current) ? current : [];
      return list.some(same) ? keep : [...list, value];
    };
  }
  if (kind === 'addOrReplace') return (current) => (same(current) ? keep : value);
  return (current) => {
    if (isAbsent(current)) return value;
    if (isUnknown(current)) return kind === 'append' ? current : keep;
    if (kind === 'append' && !same(current)) clash();
    return keep;
  };
}
