import { arrayAt, at, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { mistake, spotIn, type JsonFile } from './document.ts';

/** A value of a tree and where it stands. */
export interface Gathered<Value = unknown> {
  readonly value: Value;
  readonly pointer: string;
}

/** What a branch of an assignment tree has gathered from its root to a node. */
export interface Branch {
  readonly nodeName: string;
  readonly pointer: string;
  readonly name: string;
  readonly displayName: string;
  readonly description: string;
  readonly entries: readonly Gathered<JsonObject>[];
  readonly scope: Gathered<JsonObject> | undefined;
  /** Scope ids by environment. */
  readonly notScopes: readonly Gathered<JsonObject>[];
  readonly parameters: ReadonlyMap<string, Gathered>;
  readonly enforcementMode: Gathered | undefined;
  readonly overrides: readonly Gathered[];
  readonly resourceSelectors: readonly Gathered[];
  readonly messages: readonly Gathered[];
}

export const rootBranch: Branch = {
  nodeName: '', pointer: '', name: '', displayName: '', description: '', entries: [], scope: undefined, notScopes: [],
  parameters: new Map(), enforcementMode: undefined, overrides: [], resourceSelectors: [], messages: [],
};

/**
 * The branch with what one more node adds (Enterprise Azure Policy as Code, Docs/policy-assignments.md): names are joined, lists and
 * parameters add up, the mode nearest to the leaf counts, scope and definition entries stand once in a branch. Throws UserError.
 */
export function withNode(branch: Branch, node: JsonObject, pointer: string, file: JsonFile): Branch {
  const nodeName = `${branch.nodeName}${textAt(node, 'nodeName') ?? ''}`;
  const fail = (name: string, message: string): never => {
    throw mistake(spotIn(file, `${pointer}/${name}`), `node ${nodeName || '/'}: ${message}`);
  };
  if (member(node, 'parameterFile') !== undefined) fail('parameterFile', '`parameterFile` takes parameters from a CSV file, which is not read here; give the assignments as ARM JSON (az policy assignment list) instead');
  const entries = entriesOf(node, pointer, fail);
  if (entries.length > 0 && branch.entries.length > 0) fail('nodeName', 'a branch has one `definitionEntry` or `definitionEntryList`, and one further up has it already');
  const scope = objectIn(node, 'scope', pointer, fail);
  if (scope !== undefined && branch.scope !== undefined) fail('scope', 'a branch has one `scope`, and a node further up has it already');
  const notScopes = objectIn(node, 'notScopes', pointer, fail) ?? objectIn(node, 'notScope', pointer, fail);
  const parameters = objectIn(node, 'parameters', pointer, fail);
  const mode = member(node, 'enforcementMode');
  const list = (name: string): readonly Gathered[] => listIn(node, name, pointer, fail);
  return {
    nodeName,
    pointer,
    name: `${branch.name}${textAt(node, 'assignment', 'name') ?? ''}`,
    displayName: `${branch.displayName}${textAt(node, 'assignment', 'displayName') ?? ''}`,
    description: `${branch.description}${textAt(node, 'assignment', 'description') ?? ''}`,
    entries: entries.length > 0 ? entries : branch.entries,
    scope: scope ?? branch.scope,
    notScopes: [...branch.notScopes, ...(notScopes === undefined ? [] : [notScopes])],
    parameters: new Map([...branch.parameters, ...membersOf(parameters)]),
    enforcementMode: mode === undefined ? branch.enforcementMode : { value: mode, pointer: `${pointer}/enforcementMode` },
    overrides: [...branch.overrides, ...list('overrides')],
    resourceSelectors: [...branch.resourceSelectors, ...list('resourceSelectors')],
    messages: [...branch.messages, ...list('nonComplianceMessages')],
  };
}

type Fail = (name: string, message: string) => never;

function entriesOf(node: JsonObject, pointer: string, fail: Fail): readonly Gathered<JsonObject>[] {
  const single = objectIn(node, 'definitionEntry', pointer, fail);
  const many = listIn(node, 'definitionEntryList', pointer, fail).map(({ value, pointer: place }) =>
    isJsonObject(value) ? { value, pointer: place } : fail('definitionEntryList', 'every member of `definitionEntryList` has to be an object'),
  );
  if (single !== undefined && many.length > 0) fail('definitionEntryList', 'a node has `definitionEntry` or `definitionEntryList`, not both');
  return single === undefined ? many : [single];
}

function objectIn(node: JsonObject, name: string, pointer: string, fail: Fail): Gathered<JsonObject> | undefined {
  const value = member(node, name);
  if (value === undefined || value === null) return undefined;
  return isJsonObject(value) ? { value, pointer: `${pointer}/${name}` } : fail(name, `\`${name}\` has to be an object`);
}

function listIn(node: JsonObject, name: string, pointer: string, fail: Fail): readonly Gathered[] {
  const value = member(node, name);
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) return fail(name, `\`${name}\` has to be an array`);
  return value.map((element: unknown, index) => ({ value: element, pointer: `${pointer}/${name}/${index}` }));
}

function membersOf(object: Gathered<JsonObject> | undefined): readonly (readonly [string, Gathered])[] {
  if (object === undefined) return [];
  return Object.entries(object.value).map(([name, value]) => [name, { value, pointer: `${object.pointer}/${escapePointer(name)}` }] as const);
}

/** The children of a node with their pointers; `ignoreBranch` (deprecated) leaves out the node with all of them. */
export function childrenOf(node: JsonObject, pointer: string): readonly Gathered[] {
  return arrayAt(node, 'children').map((value, index) => ({ value, pointer: `${pointer}/children/${index}` }));
}

export function isIgnored(node: JsonObject): boolean {
  return at(node, 'ignoreBranch') === true;
}
