import { isJsonObject } from '../../arm/json.ts';
import { nearMiss } from '../../language/near-miss.ts';
import { aliasIn, type AliasTable } from '../aliases.ts';
import { typesOf } from '../conditions/resource-type-index.ts';
import type { PolicyDefinition } from '../documents/definition.ts';
import { isIndexed } from '../rule/resource-types.ts';
import { fieldOfLeaf, leavesOf } from './leaves.ts';
import type { Remark } from './lint-finding.ts';
import { fieldReferences, fieldsWritten } from './references.ts';

/** Arrays in a resource whose elements can be requests of their own, with the type that such a request has. */
const children: ReadonlyMap<string, string> = new Map(
  [
    ['Microsoft.ContainerService/managedClusters/agentPoolProfiles', 'Microsoft.ContainerService/managedClusters/agentPools'],
    ['Microsoft.Network/virtualNetworks/subnets', 'Microsoft.Network/virtualNetworks/subnets'],
    ['Microsoft.Network/virtualNetworks/virtualNetworkPeerings', 'Microsoft.Network/virtualNetworks/virtualNetworkPeerings'],
    ['Microsoft.Network/networkSecurityGroups/securityRules', 'Microsoft.Network/networkSecurityGroups/securityRules'],
    ['Microsoft.Network/routeTables/routes', 'Microsoft.Network/routeTables/routes'],
    ['Microsoft.Network/firewallPolicies/ruleCollectionGroups', 'Microsoft.Network/firewallPolicies/ruleCollectionGroups'],
  ].map(([array = '', type = '']) => [`${array.toLowerCase()}[*]`, type]),
);

/** Checks of the fields that a rule reads: their aliases, its mode, and the types they belong to. */
export function* fieldChecks(definition: PolicyDefinition, aliases: AliasTable): Generator<Remark> {
  const { rule, mode } = definition;
  const types = typesOf(rule.condition);
  const references = Array.from(fieldReferences(definition));
  const seen = new Set<string>();
  for (const { name, pointer, types: about } of references) {
    const key = `${name} ${[...(about ?? [])].join(' ')}`.toLowerCase();
    if (seen.has(key)) continue;
    seen.add(key);
    if (name.includes('/') && !/^tags[.[]/i.test(name)) yield* aliasChecks(name, pointer, about, aliases);
    if (name.toLowerCase() === 'apiversion') {
      yield { rule: 'undocumented-field', message: 'No documentation knows the field `apiVersion`; write `"value": "[requestContext().apiVersion]"`.', pointer };
    }
  }
  const named = Array.from(leavesOf(rule.condition), ({ leaf }) => fieldOfLeaf(leaf)).filter((field) => field?.name.includes('/') === true);
  const indexed = mode.toLowerCase() === 'indexed' ? Array.from(types ?? []).filter((type) => !isIndexed(type, aliases)) : [];
  if (indexed.length > 0) {
    yield { rule: 'indexed-without-tags', message: `Mode Indexed leaves out ${indexed.join(', ')}, which has no tags and location: use mode All.`, pointer: definition.pointer };
  }
  yield* childChecks(named.filter((field) => field !== undefined), types, definition.pointer);
  yield* modifyChecks(definition, types, aliases);
}

function* aliasChecks(name: string, pointer: string, types: ReadonlySet<string> | undefined, aliases: AliasTable): Generator<Remark> {
  const homes = aliases.typesWith(name);
  if (homes.length > 0) {
    if (types === undefined || homes.some((type) => types.has(type.toLowerCase()))) return;
    yield { rule: 'alias-of-other-type', message: `\`${name}\` is an alias of ${homes.join(', ')}, and the rule is about ${[...types].join(', ')}: it always reads as missing.`, pointer };
    return;
  }
  const type = typeIn(name, aliases);
  if (type === undefined) {
    yield { rule: 'guessed-alias', message: `The alias table does not list the type of \`${name}\`; offline its path is a guess. Give a table that has it.`, pointer };
    return;
  }
  const meant = meantBy(name, type, aliases);
  if (!aliases.isComplete(type) && meant === undefined) {
    yield { rule: 'guessed-alias', message: `The alias table has not all aliases of ${type}, and not \`${name}\`; offline its path is a guess. Give a table that has it.`, pointer };
    return;
  }
  const hint = meant === undefined ? '' : `; did you mean \`${meant}\`?`;
  yield { rule: 'unknown-alias', message: `${type} has no alias \`${name}\` in the alias table${hint === '' ? '; if it is newer than the table, ignore this.' : hint}`, pointer };
}

/** The alias of a type that is spelled almost like this one. One that continues another is no slip of the finger: it may be of a newer API version. */
function meantBy(name: string, type: string, aliases: AliasTable): string | undefined {
  const tail = name.slice(type.length + 1);
  const lower = tail.toLowerCase();
  const tails = (aliases.aliasesOf(type) ?? []).flatMap((alias) => {
    const other = alias.name.slice(type.length + 1);
    return lower.startsWith(other.toLowerCase()) || other.toLowerCase().startsWith(lower) ? [] : [other];
  });
  const found = nearMiss(tail, tails);
  return found === undefined ? undefined : `${type}/${found}`;
}

/** The longest type that an alias's name begins with and the table lists. */
function typeIn(alias: string, aliases: AliasTable): string | undefined {
  const segments = alias.split('/');
  for (let length = segments.length - 1; length >= 2; length -= 1) {
    const type = segments.slice(0, length).join('/');
    if (aliases.aliasesOf(type) !== undefined) return type;
  }
  return undefined;
}

function* childChecks(fields: readonly { readonly name: string; readonly pointer: string }[], types: ReadonlySet<string> | undefined, pointer: string): Generator<Remark> {
  if (types === undefined) return;
  for (const [array, child] of children) {
    const inside = fields.find(({ name }) => name.toLowerCase().startsWith(array));
    const parent = child.slice(0, child.lastIndexOf('/'));
    if (inside !== undefined && types.has(parent.toLowerCase()) && !types.has(child.toLowerCase())) {
      yield { rule: 'child-not-covered', message: `The rule judges \`${inside.name}\`; a request for ${child} alone changes the same thing unseen. Cover that type too.`, pointer: inside.pointer };
    }
    if (types.has(child.toLowerCase()) && !types.has(parent.toLowerCase())) {
      yield { rule: 'child-not-covered', message: `The rule is about ${child}; the same thing written inside a ${parent} passes unseen. Cover that type too.`, pointer };
    }
  }
}

/** What `modify` writes has to be modifiable; operations are read as far as they are written out. */
function* modifyChecks({ rule: { details } }: PolicyDefinition, types: ReadonlySet<string> | undefined, aliases: AliasTable): Generator<Remark> {
  if (details === undefined || !isJsonObject(details.value)) return;
  for (const { name, pointer } of fieldsWritten(details)) {
    const homes = aliases.typesWith(name).filter((type) => types?.has(type.toLowerCase()) !== false);
    const entries = homes.map((type) => aliases.find(type, name)).filter((alias) => alias !== undefined);
    if (entries.length === 0 || !entries.every((alias) => aliasIn(alias, undefined)?.modifiable === false)) continue;
    yield { rule: 'not-modifiable', message: `\`${name}\` is not modifiable: Azure skips the operation. Use deny or audit.`, pointer };
  }
}
