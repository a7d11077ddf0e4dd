import { arrayAt, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { policyAssignmentType, policyDefinitionType, policySetDefinitionType } from '../../arm/api-versions.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { formatResourceId } from '../../arm/resource-id.ts';
import { mistake, spotIn, type FoundDocument, type JsonFile } from './document.ts';
import { childrenOf, isIgnored, rootBranch, withNode, type Branch, type Gathered } from './epac-branch.ts';
import { environmentNamed, isChosen, type PacContext } from './epac-settings.ts';

/** So many assignments come out of one tree at most: leaves, entries and scopes multiply. */
const most = 10_000;

/** Whether a value is the root of an assignment tree of Enterprise Azure Policy as Code. */
export function isAssignmentTree(value: unknown): value is JsonObject {
  return typeof member(value, 'nodeName') === 'string' && ['definitionEntry', 'definitionEntryList', 'children', 'scope', 'assignment'].some((name) => member(value, name) !== undefined);
}

/** The assignments of a tree, one for each leaf, entry and scope of the chosen environments. Throws UserError for what the layout does not allow. */
export function readAssignmentTree(file: JsonFile, context: PacContext): readonly FoundDocument[] {
  const found: FoundDocument[] = [];
  const visit = (value: unknown, pointer: string, above: Branch): void => {
    if (!isJsonObject(value)) throw mistake(spotIn(file, pointer), 'a node of an assignment tree has to be an object');
    if (isIgnored(value)) return;
    const branch = withNode(above, value, pointer, file);
    const children = childrenOf(value, pointer);
    for (const child of children) visit(child.value, child.pointer, branch);
    if (children.length > 0) return;
    for (const document of leaf(branch, file, context)) {
      if (found.length >= most) throw mistake(spotIn(file, pointer), `the tree makes more than ${most} assignments`);
      found.push(document);
    }
  };
  visit(file.source.value, '', rootBranch);
  return found;
}

function* leaf(branch: Branch, file: JsonFile, context: PacContext): Generator<FoundDocument> {
  const node = `node ${branch.nodeName || '/'}`;
  const { scope, entries, pointer } = branch;
  if (entries.length === 0) throw mistake(spotIn(file, pointer), `${node}: the branch has no \`definitionEntry\``);
  if (scope === undefined) throw mistake(spotIn(file, pointer), `${node}: the branch has no \`scope\``);
  for (const [selector, written] of Object.entries(scope.value)) {
    const scopes: readonly unknown[] = Array.isArray(written) ? written : [written];
    context.seen.add(selector);
    if (!isChosen(context, selector)) continue;
    for (const id of scopes) {
      if (typeof id !== 'string' || !id.startsWith('/')) throw mistake(spotIn(file, `${scope.pointer}/${escapePointer(selector)}`), `${node}: a scope has to be the id of a management group, subscription or resource group`);
      for (const entry of entries) yield assignmentOf(branch, entry, selector, id.replace(/\/+$/, ''), file, context);
    }
  }
}

function assignmentOf(branch: Branch, entry: Gathered<JsonObject>, selector: string, scope: string, file: JsonFile, context: PacContext): FoundDocument {
  const name = named(branch, entry.value, 'name');
  if (name === '') throw mistake(spotIn(file, branch.pointer), `node ${branch.nodeName || '/'}: the assignment has no \`name\``);
  const environment = environmentNamed(context, selector);
  const messages = [...branch.messages, ...arrayAt(entry.value, 'nonComplianceMessages').map((value, index) => ({ value, pointer: `${entry.pointer}/nonComplianceMessages/${index}` }))];
  const overrides = branch.overrides.filter(({ value }) => concerns(value, entry.value));
  const version = textAt(entry.value, 'definitionVersion');
  const lists = { overrides: overrides.map(({ value }) => plainOverride(value)), resourceSelectors: branch.resourceSelectors.map(({ value }) => value), nonComplianceMessages: messages.map(({ value }) => value) };
  const origins: readonly (readonly [string, string])[] = [
    ['/properties/policyDefinitionId', entry.pointer],
    ['/properties/definitionVersion', `${entry.pointer}/definitionVersion`],
    ['/properties/enforcementMode', branch.enforcementMode?.pointer ?? branch.pointer],
    ...Array.from(branch.parameters, ([key, { pointer }]) => [`/properties/parameters/${escapePointer(key)}`, pointer] as const),
    ...overrides.map(({ pointer }, index) => [`/properties/overrides/${index}`, pointer] as const),
    ...branch.resourceSelectors.map(({ pointer }, index) => [`/properties/resourceSelectors/${index}`, pointer] as const),
    ...messages.map(({ pointer }, index) => [`/properties/nonComplianceMessages/${index}`, pointer] as const),
  ];
  return {
    kind: 'assignment',
    isForgiving: true,
    value: {
      id: formatResourceId(scope, policyAssignmentType, name),
      name,
      properties: {
        displayName: named(branch, entry.value, 'displayName') || name,
        description: named(branch, entry.value, 'description'),
        scope,
        notScopes: [...(environment?.notScopes ?? []), ...branch.notScopes.flatMap(({ value }) => [...listed(value, '*'), ...listed(value, selector)])],
        policyDefinitionId: definitionIdOf(entry, environment?.rootScope ?? '', file),
        parameters: Object.fromEntries(Array.from(branch.parameters, ([key, { value }]) => [key, { value }])),
        ...(branch.enforcementMode === undefined ? {} : { enforcementMode: branch.enforcementMode.value }),
        ...(version === undefined ? {} : { definitionVersion: version }),
        ...lists,
      },
    },
    spotOf: (pointer) => {
      const [prefix, origin] = origins.find(([start]) => pointer === start || pointer.startsWith(`${start}/`)) ?? ['', branch.pointer];
      return spotIn(file, prefix === '' ? origin : `${origin}${pointer.slice(prefix.length)}`);
    },
  };
}

/** The text of a list entry stands before the branch's, or behind it where `append` says so. */
function named(branch: Branch, entry: JsonObject, part: 'name' | 'displayName' | 'description'): string {
  const own = textAt(entry, 'assignment', part) ?? '';
  const append = member(member(entry, 'assignment'), 'append') === true;
  return append ? `${branch[part]}${own}` : `${own}${branch[part]}`;
}

const idMembers = ['policyId', 'policySetId', 'initiativeId'] as const;
const nameMembers = [['policyName', policyDefinitionType], ['policySetName', policySetDefinitionType], ['initiativeName', policySetDefinitionType]] as const;

/** The id of what an entry names; a custom definition lives at the root scope of its environment. */
function definitionIdOf({ value, pointer }: Gathered<JsonObject>, rootScope: string, file: JsonFile): string {
  const ids = [
    ...idMembers.flatMap((key) => textAt(value, key) ?? []),
    ...nameMembers.flatMap(([key, type]) => {
      const name = textAt(value, key);
      return name === undefined ? [] : [formatResourceId(rootScope, type, name)];
    }),
  ];
  const [id] = ids;
  if (id === undefined || ids.length > 1) throw mistake(spotIn(file, pointer), 'a definition entry has one of `policyName`, `policySetName`, `policyId` and `policySetId`');
  return id;
}

/** An override that names a definition is for the entry with that name alone. */
function concerns(override: unknown, entry: JsonObject): boolean {
  return [...idMembers, ...nameMembers.map(([name]) => name)].every((name) => {
    const wanted = textAt(override, name);
    return wanted === undefined || wanted.toLowerCase() === textAt(entry, name)?.toLowerCase();
  });
}

/** Azure's own form, or the short one of the layout's schema: `{effect, policyDefinitionReferences}`. */
function plainOverride(override: unknown): unknown {
  const effect = textAt(override, 'effect');
  if (!isJsonObject(override) || effect === undefined || member(override, 'kind') !== undefined) return override;
  const references = member(override, 'policyDefinitionReferences');
  return { kind: 'policyEffect', value: effect, ...(references === undefined ? {} : { selectors: [{ kind: 'policyDefinitionReferenceId', in: references }] }) };
}

function listed(scopes: JsonObject, selector: string): readonly unknown[] {
  return arrayAt(scopes, selector);
}
