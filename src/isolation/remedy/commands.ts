/** Commands for people, made of ids that come from Azure: every word is quoted for a POSIX shell. */
import { arrayAt, at, isJsonObject, textAt } from '../../arm/json.ts';
import { parseResourceId, type ResourceId } from '../../arm/resource-id.ts';
import type { Spot } from '../exposure/graph/spot.ts';
import { quote } from '../migration.ts';
import type { CommandContext } from './rule-remedy.ts';

/** More commands of one kind are left to whoever has seen these. */
const mostCommands = 5;

type Commands = (context: CommandContext) => readonly string[];

/** `az aks … --resource-group rg --name c --subscription s …` for the cluster itself. */
export function ofCluster(verb: string, ...words: readonly string[]): Commands {
  return ({ address }) => [command(`az ${verb}`, ['--resource-group', address.resourceGroup, '--name', address.name, '--subscription', address.subscriptionId, ...words])];
}

/** A command with `--ids` for each resource of a type that the findings rest on. */
export function byId(type: string, verb: string, ...words: readonly string[]): Commands {
  return ({ spots }) => idsOf(spots, type).map((id) => command(`az ${verb}`, ['--ids', id, ...words]));
}

/** The same for subnets, which stand in the document of their network as well. */
export function bySubnet(verb: string, ...words: readonly string[]): Commands {
  return ({ spots }) => distinct(spots.flatMap(subnetIdOf)).map((id) => command(`az ${verb}`, ['--ids', id, ...words]));
}

/** A command that names a resource of a type, or the parent of one, as `words` has it. */
export function named(type: string, verb: string, words: (id: ResourceId) => readonly string[]): Commands {
  return ({ spots }) => idsOf(spots, type).map((id) => {
    const parsed = parseResourceId(id);
    return parsed === undefined ? '' : command(`az ${verb}`, [...words(parsed), '--resource-group', parsed.resourceGroup ?? '', '--subscription', parsed.subscriptionId ?? '']);
  }).filter((line) => line !== '');
}

/** A role for an identity of the cluster on what the cluster names; none where the cluster does not say who, or on what. */
export function grant(role: string, who: (context: CommandContext) => string | undefined, scopes: (context: CommandContext) => readonly (string | undefined)[]): Commands {
  return (context) => {
    const principal = who(context);
    if (principal === undefined) return [];
    const known = scopes(context).filter((scope) => scope !== undefined).filter((scope) => parseResourceId(scope) !== undefined);
    return distinct(known).map((scope) => command('az role assignment create', ['--assignee-object-id', principal, '--assignee-principal-type', 'ServicePrincipal', '--role', role, '--scope', scope]));
  };
}

export function kubeletObjectId({ cluster }: CommandContext): string | undefined {
  return textAt(cluster, 'properties', 'identityProfile', 'kubeletidentity', 'objectId');
}

/** The identity that AKS acts with: the cluster's own, or the one that its owner gave it. */
export function controlPlaneObjectId({ cluster }: CommandContext): string | undefined {
  const given = at(cluster, 'identity', 'userAssignedIdentities');
  const [first] = isJsonObject(given) ? Object.values(given) : [];
  return textAt(first, 'principalId') ?? textAt(cluster, 'identity', 'principalId');
}

/** Texts at a path of the cluster; `pools` stands before a path of every pool. */
export function textsAt(...path: readonly string[]): (context: CommandContext) => readonly (string | undefined)[] {
  return ({ cluster }) => (path[0] === 'pools' ? arrayAt(cluster, 'properties', 'agentPoolProfiles').map((pool) => textAt(pool, ...path.slice(1))) : [textAt(cluster, ...path)]);
}

function command(verb: string, words: readonly string[]): string {
  return `${verb} ${words.map((word) => (/^--[a-z-]+$/.test(word) ? word : quote(word))).join(' ')}`;
}

function idsOf(spots: readonly Spot[], type: string): readonly string[] {
  return distinct(spots.flatMap(({ resource }) => (resource.id !== undefined && resource.type.toLowerCase() === type.toLowerCase() ? [resource.id] : [])));
}

function subnetIdOf({ resource, pointer }: Spot): readonly string[] {
  const { id, type, body } = resource;
  if (id === undefined) return [];
  if (/\/virtualNetworks\/subnets$/i.test(type)) return [id];
  const index = /^\/properties\/subnets\/(\d+)(?:\/|$)/i.exec(pointer)?.[1];
  if (index === undefined) return [];
  const subnet = arrayAt(body, 'properties', 'subnets')[Number(index)];
  const name = textAt(subnet, 'name');
  return [textAt(subnet, 'id') ?? (name === undefined ? undefined : `${id}/subnets/${name}`)].filter((one) => one !== undefined);
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Map(texts.map((text) => [text.toLowerCase(), text])).values()].slice(0, mostCommands);
}
