import { isJsonObject, member, type JsonObject } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { limits } from '../limits.ts';
import { pathSteps } from '../mapping/path-steps.ts';
import type { Attributes } from '../mapping/table.ts';
import { isWritten } from './references.ts';

/** What the attributes of one resource are read with. */
export interface Reading {
  /** For reasons: `azurerm_subnet.nodes`. */
  readonly address: string;
  readonly isVersion: (since: string) => boolean;
  /** The value of an expression whose value is not known before apply, for an attribute of this name; an Unknown where it stays open. */
  readonly resolve: (expression: unknown, attribute: string) => unknown;
  /** The same for the elements of a list, of which so many are not known; undefined where they cannot be told apart. */
  readonly resolveEach: (expression: unknown, attribute: string, count: number | undefined) => readonly unknown[] | undefined;
  /** Whether the checkout writes an attribute or block of this path, perhaps in `dynamic` blocks, which the plan's configuration does not have; undefined where it does not show. */
  readonly isInFile: (path: string) => boolean | undefined;
}

/**
 * How a block was written: its expressions, or `unseen` where the plan does not say: a `dynamic` block, an attribute that holds objects, a plan
 * without configuration.
 */
type Expressions = JsonObject | 'unseen';

/** A block, or the resource as a whole. */
interface Node {
  readonly values: unknown;
  readonly unknown: unknown;
  readonly sensitive: unknown;
  readonly expressions: Expressions;
  /** Path from the resource, with a dot behind it; empty for the resource itself. */
  readonly path: string;
}

/** The attributes of a resource as tables read them. `expressions`: of its block in the configuration; undefined where there is none. */
export function attributesOf(values: unknown, unknown: unknown, sensitive: unknown, expressions: JsonObject | undefined, reading: Reading): Attributes {
  return reader({ values, unknown, sensitive, expressions: expressions ?? 'unseen', path: '' }, reading);
}

function reader(node: Node, reading: Reading): Attributes {
  const along = (path: string): { readonly block: Node | Unknown | undefined; readonly last: string } => {
    const steps = pathSteps(path);
    const last = steps.at(-1) ?? '';
    let block: Node | Unknown | undefined = node;
    for (let index = 0; index < steps.length - 1; index += 1) {
      const list: readonly Node[] | Unknown = blocksIn(block, steps[index] ?? '', reading);
      block = isUnknown(list) ? list : list[0];
      if (block === undefined || isUnknown(block)) break;
    }
    return { block, last };
  };
  return {
    at: (path) => {
      const { block, last } = along(path);
      return block === undefined || isUnknown(block) ? block : leaf(block, last, reading);
    },
    blocks: (path) => {
      const { block, last } = along(path);
      if (block === undefined) return [];
      const found = isUnknown(block) ? block : blocksIn(block, last, reading);
      return isUnknown(found) ? found : found.map((one) => reader(one, reading));
    },
    isDeclared: (path) => {
      const { block, last } = along(path);
      if (block === undefined || isUnknown(block) || block.expressions === 'unseen' || isWritten(block.expressions, last)) return true;
      // Only blocks can be made where the plan does not show it.
      const value = member(block.values, last);
      return Array.isArray(value) && value.some(isJsonObject) && reading.isInFile(`${block.path}${last}`) !== false;
    },
    isVersion: reading.isVersion,
  };
}

/** Not known before apply. Where nobody wrote it, it is the service's to choose, as with any request that leaves it out. */
function open(node: Node, name: string, reading: Reading): Unknown | undefined {
  const path = `${node.path}${name}`;
  const inFile = reading.isInFile(path);
  const isLeftOut = node.expressions === 'unseen' ? inFile === false : !isWritten(node.expressions, name) && inFile !== true;
  return isLeftOut ? undefined : new Unknown(`\`${path}\` of ${reading.address} is known only after apply`);
}

function hidden(path: string, reading: Reading): Unknown {
  return new Unknown(`\`${path}\` of ${reading.address} is sensitive, and not read`, { isPresent: true });
}

function blocksIn(node: Node, name: string, reading: Reading): readonly Node[] | Unknown {
  const unknown = member(node.unknown, name);
  if (unknown === true) return open(node, name, reading) ?? [];
  const value = member(node.values, name);
  const path = `${node.path}${name}`;
  const sensitive = member(node.sensitive, name);
  if (sensitive === true && value !== undefined && value !== null) return hidden(path, reading);
  const list = Array.isArray(value) ? (value as readonly unknown[]) : isJsonObject(value) ? [value] : [];
  const written = node.expressions === 'unseen' ? undefined : member(node.expressions, name);
  return list.map((item, index): Node => ({
    values: item,
    unknown: elementOf(unknown, index, list.length),
    sensitive: elementOf(sensitive, index, list.length),
    expressions: expressionsOf(written, item, index, list.length),
    path: `${path}.${index === 0 && list.length === 1 ? '' : `${index}.`}`,
  }));
}

/** A block that stands alone may be an object, or a list of one. */
function elementOf(value: unknown, index: number, count: number): unknown {
  if (Array.isArray(value)) return value[index] as unknown;
  return count === 1 ? value : undefined;
}

/** Blocks of a set are in another order in the plan: of several, the one whose constants fit is meant, if it is one. */
function expressionsOf(written: unknown, item: unknown, index: number, count: number): Expressions {
  const list = Array.isArray(written) ? (written as readonly unknown[]) : [written];
  if (count === 1) return list.length === 1 && isBlock(list[0]) ? list[0] : 'unseen';
  if (list.length !== count) return 'unseen';
  const fitting = list.filter(isBlock).filter((block) => constantsFit(block, item));
  const [only, second] = fitting;
  if (only !== undefined && second === undefined) return only;
  const same = list[index];
  return isBlock(same) && constantsFit(same, item) && fitting.every((block) => sameKeys(block, same)) ? same : 'unseen';
}

function sameKeys(left: JsonObject, right: JsonObject): boolean {
  return Object.keys(left).sort().join() === Object.keys(right).sort().join();
}

function isBlock(value: unknown): value is JsonObject {
  return isJsonObject(value) && !Object.hasOwn(value, 'references') && !Object.hasOwn(value, 'constant_value');
}

function constantsFit(block: JsonObject, item: unknown): boolean {
  return Object.entries(block).every(([name, expression]) => {
    const [constant, value] = [scalarText(member(expression, 'constant_value')), scalarText(member(item, name))];
    return constant === undefined || value === undefined || constant === value;
  });
}

/** Terraform converts numbers and booleans to texts, and back. */
function scalarText(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

function leaf(node: Node, name: string, reading: Reading): unknown {
  const unknown = member(node.unknown, name);
  const path = `${node.path}${name}`;
  const expression = node.expressions === 'unseen' ? undefined : member(node.expressions, name);
  if (unknown === true) {
    const found = open(node, name, reading);
    if (found === undefined || expression === undefined) return found;
    if (name.endsWith('_ids')) return reading.resolveEach(expression, name, undefined) ?? found;
    return given(reading.resolve(expression, path));
  }
  const value = given(member(node.values, name));
  const sensitive = member(node.sensitive, name);
  if (sensitive === true && value !== undefined) return hidden(path, reading);
  if (value === undefined) return writeOnly(node, name, reading);
  if (typeof value !== 'object') return value;
  const holes = Array.isArray(unknown) ? unknown.filter((hole) => hole === true).length : 0;
  const filled = holes > 0 && expression !== undefined ? reading.resolveEach(expression, name, holes) : undefined;
  return filledIn(value, unknown, sensitive, [...(filled ?? [])], new Unknown(`a part of \`${path}\` of ${reading.address} is known only after apply`), hidden(path, reading), 0);
}

/** The provider's schema cannot tell an empty text from none. */
function given(value: unknown): unknown {
  return value === null || value === '' ? undefined : value;
}

/** `admin_password_wo` is never in a plan; that it is set shows in its version (developer.hashicorp.com, "Use write-only arguments"). */
function writeOnly({ values, unknown, path }: Node, name: string, { address }: Reading): Unknown | undefined {
  const version = `${name}_wo_version`;
  const isSet = given(member(values, version)) !== undefined || member(unknown, version) === true;
  return isSet ? new Unknown(`\`${path}${name}_wo\` of ${address} is write-only: no plan holds its value`, { isPresent: true }) : undefined;
}

/** A value with Unknowns where the plan has holes; what must not be shown is left out as well. `filled`: for the elements of a list, in order. */
export function filledIn(value: unknown, unknown: unknown, sensitive: unknown, filled: unknown[], hole: Unknown, secret: Unknown, depth: number): unknown {
  if (unknown === true) return filled.shift() ?? hole;
  if (sensitive === true && value !== null && value !== undefined) return secret;
  if (depth > limits.depth) return new Unknown('it is nested deeper than is read');
  if (Array.isArray(value)) {
    if (!hasMarks(unknown) && !hasMarks(sensitive)) return value;
    const count = Math.max(value.length, Array.isArray(unknown) ? unknown.length : 0);
    return Array.from({ length: count }, (_, index) => filledIn((value as readonly unknown[])[index], elementOf(unknown, index, 0), elementOf(sensitive, index, 0), filled, hole, secret, depth + 1));
  }
  if (!isJsonObject(value)) return value === undefined && hasMarks(unknown) ? hole : value;
  if (!hasMarks(unknown) && !hasMarks(sensitive)) return value;
  const missing = isJsonObject(unknown) ? Object.keys(unknown).filter((key) => !Object.hasOwn(value, key) && hasMarks(unknown[key])) : [];
  return Object.fromEntries([...Object.keys(value), ...missing].map((key) => [key, filledIn(value[key], member(unknown, key), member(sensitive, key), filled, hole, secret, depth + 1)]));
}

/** True where something in it is marked. Terraform writes `{}` and `[false]` for what is known throughout. */
function hasMarks(marks: unknown, depth = 0): boolean {
  if (marks === true || depth > limits.depth) return marks === true;
  if (Array.isArray(marks)) return marks.some((mark) => hasMarks(mark, depth + 1));
  return isJsonObject(marks) && Object.values(marks).some((mark) => hasMarks(mark, depth + 1));
}
