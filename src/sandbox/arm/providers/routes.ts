import { sameId } from '../../../arm/resource-id.ts';
import type { Alias, AliasTable, AliasVersion, JsonObject, TypeCapabilities } from '../../../policy/index.ts';
import type { StandInResponse } from '../../http.ts';
import { compact } from '../documents.ts';
import { register, registrationOf, unregister } from '../gates/registration.ts';
import { page } from '../http/paging.ts';
import { gatewayRefusal } from '../http/refusal.ts';
import { parameter, type ArmCall, type Route } from '../http/router.ts';
import { resourceTypes } from '../resources/types.ts';
import type { Arm } from '../state.ts';
import { versionsOf } from '../versions/check.ts';

/**
 * Resource providers with their types and, with `$expand=resourceTypes/aliases`, the aliases of policies (Microsoft Learn, "Providers - List",
 * "Azure Policy definition structure aliases"). Only those namespaces of which the alias table lists a type, or the sandbox has one.
 */
export function providerRoutes(arm: Arm): readonly Route[] {
  const scopes = ['', '/subscriptions/{subscription}'];
  return scopes.flatMap((scope): readonly Route[] => [
    { method: 'GET', pattern: `${scope}/providers`, handle: (call) => listProviders(arm, call) },
    { method: 'GET', pattern: `${scope}/providers/{namespace}`, handle: (call) => getProvider(arm, call) },
    ...(scope === '' ? [] : [
      { method: 'POST', pattern: `${scope}/providers/{namespace}/register`, handle: (call: ArmCall) => registerProvider(arm, call) },
      { method: 'POST', pattern: `${scope}/providers/{namespace}/unregister`, handle: (call: ArmCall) => unregisterProvider(arm, call) },
    ]),
  ]);
}

/** REST reference, "Providers - Register": the answer is the provider as it is from then on. */
function registerProvider(arm: Arm, call: ArmCall): StandInResponse {
  const answer = getProvider(arm, call);
  register(parameter(call, 'subscription'), parameter(call, 'namespace'), call.now, arm);
  return answer.status === 200 ? getProvider(arm, call) : answer;
}

/** REST reference, "Providers - Unregister": not while the subscription holds something of it (the code is assumed). */
function unregisterProvider(arm: Arm, call: ArmCall): StandInResponse {
  const [subscription, namespace] = [parameter(call, 'subscription'), parameter(call, 'namespace')];
  const answer = getProvider(arm, call);
  const below = `/subscriptions/${subscription}/`.toLowerCase();
  const holds = [...arm.state.clusters.values(), ...arm.state.resources.all()].some(({ id }) => {
    const lower = id.toLowerCase();
    return lower.startsWith(below) && lower.includes(`/providers/${namespace.toLowerCase()}/`);
  });
  if (holds) throw gatewayRefusal(409, 'Conflict', `The subscription cannot be unregistered from resource namespace '${namespace}'. Please delete existing resources for the provider.`);
  unregister(subscription, namespace, arm);
  return answer.status === 200 ? getProvider(arm, call) : answer;
}

function listProviders(arm: Arm, call: ArmCall): StandInResponse {
  return page(namespacesIn(arm.settings.aliases).map((namespace) => render(namespace, arm, call)), call, arm.settings);
}

function getProvider(arm: Arm, call: ArmCall): StandInResponse {
  const { settings } = arm;
  const wanted = parameter(call, 'namespace');
  const namespace = namespacesIn(settings.aliases).find((candidate) => sameId(candidate, wanted));
  // ARM's own words for a namespace that nobody has.
  if (namespace === undefined) throw gatewayRefusal(404, 'InvalidResourceNamespace', `The resource namespace '${wanted}' is invalid.`);
  return { status: 200, body: render(namespace, arm, call) };
}

/** Namespaces that every subscription has and that answer at scopes of their own: clients register them before they ask. */
const platform = ['Microsoft.Authorization', 'Microsoft.Insights', 'Microsoft.Management', 'Microsoft.PolicyInsights', 'Microsoft.ResourceGraph', 'Microsoft.Resources'];

/** The types of the alias table, and those that the sandbox keeps besides. */
function allTypes(aliases: AliasTable): readonly string[] {
  const named = aliases.types();
  const known = new Set(named.map((type) => type.toLowerCase()));
  return [...named, ...resourceTypes.map(({ type }) => type).filter((type) => !known.has(type.toLowerCase()))];
}

function namespacesIn(aliases: AliasTable): readonly string[] {
  return [...new Set([...platform, ...allTypes(aliases).map(namespaceOf)])].sort();
}

function namespaceOf(type: string): string {
  return type.slice(0, type.indexOf('/'));
}

/** Below the tenant there is neither an id nor a registration. */
function render(namespace: string, arm: Arm, call: ArmCall): JsonObject {
  const { aliases } = arm.settings;
  const subscription = call.parameters['subscription'];
  const isExpanded = /(^|,)\s*resourceTypes\/aliases\s*(,|$)/i.test(call.request.query.get('$expand') ?? '');
  const types = allTypes(aliases).filter((type) => namespaceOf(type) === namespace);
  return compact({
    id: subscription === undefined ? undefined : `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    resourceTypes: types.map((type) => compact({
      resourceType: type.slice(namespace.length + 1),
      locations: [],
      apiVersions: versionsOf(type)?.toReversed() ?? [],
      capabilities: capabilitiesText(aliases.capabilities(type)),
      aliases: isExpanded ? (aliases.aliasesOf(type) ?? []).map(renderAlias) : undefined,
    })),
    registrationState: subscription === undefined ? undefined : registrationOf(subscription, namespace, call.now, arm),
    registrationPolicy: subscription === undefined ? undefined : 'RegistrationRequired',
  });
}

function capabilitiesText(capabilities: TypeCapabilities | undefined): string {
  const words = [...(capabilities?.tags === true ? ['SupportsTags'] : []), ...(capabilities?.location === true ? ['SupportsLocation'] : [])];
  return words.length === 0 ? 'None' : words.join(', ');
}

function renderAlias({ name, path, versions = [], ...facts }: Alias): JsonObject {
  return compact({
    name,
    paths: versions.map(({ apiVersions: apply, path: versioned, ...own }) => compact({ path: versioned ?? '', apiVersions: [...apply], metadata: metadataOf(own) })),
    defaultPath: path,
    defaultMetadata: metadataOf(facts),
  });
}

function metadataOf({ type, modifiable }: Pick<AliasVersion, 'type' | 'modifiable'>): JsonObject | undefined {
  if (type === undefined && modifiable === undefined) return undefined;
  return compact({
    type: type === undefined ? 'NotSpecified' : `${type.slice(0, 1).toUpperCase()}${type.slice(1)}`,
    attributes: modifiable === undefined ? undefined : modifiable ? 'Modifiable' : 'None',
  });
}
