import type { Resource } from '../../../../arm/resource.ts';
import { negate } from '../../../../language/values.ts';
import { isUnknown } from '../../../../language/unknown.ts';
import { closed, open, undetermined, when, type Evidence } from '../../evidence.ts';
import { elements, isMissing, isOneOf, step, textIn, type Spot } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** The registry's endpoint on the Internet. */
export const registryPublicAccess: ExposureRule = {
  id: 'registry-public-access',
  kind: 'channel',
  title: 'The registry of isolated nodes should not be reachable from the Internet',
  short: 'Registry, public endpoint',
  leak: 'What a node pushes into its registry, or what is cached there, can be fetched from the Internet; and an image pushed from there runs inside.',
  seen: ['Microsoft.ContainerRegistry/registries: publicNetworkAccess, networkRuleSet.defaultAction, networkRuleSet.ipRules[*]'],
  severity: 'medium',
  remedy: 'Set `publicNetworkAccess` of the registry to `Disabled`; the nodes reach it through its private endpoint.',
  sources: ['Azure Container Registry documentation, "Connect privately to an Azure container registry using Azure Private Link": disable public access', 'Azure Container Registry documentation, "Configure public IP network rules"'],
  look: (cluster) => eachRegistry(bootstrapRegistries(cluster), cluster, ofRegistry),
};

/** Without a word the public endpoint is on and lets everybody in (REST documentation of registries: `publicNetworkAccess`, `defaultAction`). */
function ofRegistry(properties: Spot, { name }: Resource): readonly Evidence[] {
  const access = step(properties, 'publicNetworkAccess');
  const isOff = isOneOf(access, ['Disabled']);
  if (isOff === true) return [closed(`registry \`${name}\` has no public endpoint`, access)];
  if (isUnknown(isOff)) return [undetermined(`whether registry \`${name}\` has a public endpoint is not known: ${isOff.why}`, access, { wanted: 'Disabled' })];
  const action = step(properties, 'networkRuleSet', 'defaultAction');
  const allows = negate(isOneOf(action, ['Deny']));
  if (allows === true) {
    const said = isMissing(access) ? ', as nothing says otherwise' : '';
    return [open(`registry \`${name}\` can be reached from the Internet${said}`, access, { wanted: 'Disabled', target: 'Internet' })];
  }
  const rules = elements(step(properties, 'networkRuleSet', 'ipRules'));
  const list = step(properties, 'networkRuleSet', 'ipRules');
  return [
    when(allows, action, { opens: `registry \`${name}\` lets everybody in`, closes: `registry \`${name}\` lets in only the addresses that it lists`, wanted: 'Deny' }),
    ...(rules.unknown === undefined ? [] : [undetermined(`the addresses that registry \`${name}\` lets in are not known: ${rules.unknown.why}`, list)]),
    ...rules.spots.map((rule) => ofAddress(rule, name)),
  ];
}

/** A rule without an action allows (REST documentation of registries, `IPRule`). */
function ofAddress(rule: Spot, name: string): Evidence {
  const address = step(rule, 'value');
  const said = textIn(address);
  const allows = negate(isOneOf(step(rule, 'action'), ['Deny']));
  return when(allows, address, { opens: `registry \`${name}\` lets in \`${said ?? 'an address'}\` from the Internet`, closes: `registry \`${name}\` keeps \`${said ?? 'an address'}\` out`, ...(said === undefined ? {} : { target: said }) });
}
