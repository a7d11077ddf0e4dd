/** The registry itself: made where it is absent, never changed where it is there. */
import { at, textAt, type JsonObject } from '../../../../arm/json.ts';
import { parseResourceId, sameId } from '../../../../arm/resource-id.ts';
import { ownTags } from '../../variant.ts';
import { addressed, az, creation, detail } from '../steps/creation.ts';
import { keys } from '../steps/keys.ts';
import { nameOf } from '../names.ts';
import { plain, type RegistrySite } from '../site.ts';
import { undetermined, unverified, wrong, type Want } from '../want.ts';

export function registryWants(site: RegistrySite): readonly Want[] {
  const { registry, look } = site;
  const living = look.document(registry.id);
  if (living.state === 'unread') return [undetermined(registry.id, `registry ${nameOf(registry.id)}`, { why: living.why, right: 'Microsoft.ContainerRegistry/registries/read' })];
  return living.state === 'absent' ? [newRegistryWant(site)] : livingRegistryWants(site, living.value);
}

/**
 * As AKS documents it (`adminUserEnabled` to the ARM audience), and closed further where that is known to work: without the bypass for Azure's services
 * the cache still fills (terraform-provider-azurerm's acceptance test), and nothing can be exported past the network.
 */
const properties: JsonObject = {
  publicNetworkAccess: 'Disabled',
  adminUserEnabled: false,
  anonymousPullEnabled: false,
  networkRuleSet: { defaultAction: 'Deny' },
  networkRuleBypassOptions: 'None',
  policies: { azureADAuthenticationAsArmPolicy: { status: 'enabled' }, exportPolicy: { status: 'disabled' } },
};

function newRegistryWant({ registry, specification, location }: RegistrySite): Want {
  const name = nameOf(registry.id);
  const why = 'Nodes pull everything from it, the images of AKS too: they reach nothing else.';
  const step = creation({
    key: keys.registry, title: `Create registry ${name}`, why, subject: `registry ${name}`, id: registry.id, after: [],
    body: { location, sku: { name: 'Premium' }, tags: ownTags(specification), properties },
    details: [detail('sku', 'Premium'), detail('publicNetworkAccess', 'Disabled')],
  });
  const command = az(
    'acr create', ...addressed(registry.id), ...(location === undefined ? [] : ['--location', location]),
    '--sku', 'Premium', '--public-network-enabled', 'false', '--admin-enabled', 'false', '--allow-trusted-services', 'false', '--allow-exports', 'false',
  );
  return { id: registry.id, what: `registry ${name} is not there`, why, state: 'missing', command, steps: [step] };
}

function livingRegistryWants(site: RegistrySite, living: JsonObject): readonly Want[] {
  const { id } = site.registry;
  const name = nameOf(id);
  const update = (...words: readonly string[]): string => az('acr update', ...addressed(id), ...words);
  const policies = at(living, 'properties', 'policies');
  const isPublic = textAt(living, 'properties', 'publicNetworkAccess')?.toLowerCase() !== 'disabled';
  const refusesTokens = textAt(policies, 'azureADAuthenticationAsArmPolicy', 'status')?.toLowerCase() === 'disabled';
  const faults: readonly (readonly [is: boolean, what: string, why: string, command: string])[] = [
    [textAt(living, 'sku', 'name')?.toLowerCase() !== 'premium', 'is not Premium', 'Only a Premium registry has private endpoints.', update('--sku', 'Premium')],
    [isPublic, 'is open to the Internet', 'Whoever has its password or a token pulls and pushes from anywhere.', update('--public-network-enabled', 'false')],
    [at(living, 'properties', 'adminUserEnabled') === true, 'has its admin user on', 'Its password is shared and never expires.', update('--admin-enabled', 'false')],
    [at(living, 'properties', 'anonymousPullEnabled') === true, 'lets everybody pull', 'Since the AKS release of 2025-03-16 nodes log in.', update('--anonymous-pull-enabled', 'false')],
    [refusesTokens, 'refuses ARM-audience tokens', 'Nodes log in with one.', az('acr config authentication-as-arm update', ...addressed(id, '--registry'), '--status', 'enabled')],
  ];
  const abac = 'AKS does not say whether an isolated cluster works with it; nodes need the role Container Registry Repository Reader there.';
  return [
    ...faults.flatMap(([is, what, why, command]) => (is ? [wrong(id, `registry ${name} ${what}`, why, command)] : [])),
    ...(isByRepository(living) ? [unverified(id, `registry ${name} is in ABAC mode`, abac)] : []),
    ...placeWants(site, living),
  ];
}

/** Nobody documents a registry of another region or subscription for an isolated cluster. */
function placeWants({ registry, network, location }: RegistrySite, living: JsonObject): readonly Want[] {
  const [there, name] = [textAt(living, 'location'), nameOf(registry.id)];
  const [ours, theirs] = [parseResourceId(network.id)?.subscriptionId ?? '', parseResourceId(registry.id)?.subscriptionId ?? ''];
  return [
    ...(there === undefined || location === undefined || plain(there) === location ? [] : [
      unverified(registry.id, `registry ${name} is in ${there}, and the network in ${location}`, 'AKS does not say whether an isolated cluster works with a registry of another region.'),
    ]),
    ...(sameId(ours, theirs) ? [] : [unverified(registry.id, `registry ${name} is in another subscription than the network`, 'AKS does not say whether an isolated cluster works with it.')]),
  ];
}

/** In this mode older roles such as AcrPull do not count ("Azure Container Registry Entra permissions and role assignments overview"). */
export function isByRepository(registry: JsonObject): boolean {
  return textAt(registry, 'properties', 'roleAssignmentMode')?.toLowerCase() === 'abacrepositorypermissions';
}
