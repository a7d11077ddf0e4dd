import { document, type ArmDocument } from './documents.ts';

/** A registry that nodes start from, closed to everything but its private endpoints. */
export interface RegistryPlace {
  readonly id: string;
  readonly name: string;
  readonly region: string;
}

export function registryPlace(group: string, name: string, region: string): RegistryPlace {
  return { id: `${group}/providers/Microsoft.ContainerRegistry/registries/${name}`, name, region };
}

/** Its document, with an approved connection for each private endpoint, and its cache rule. */
export function registryDocuments({ id, region }: RegistryPlace, endpoints: readonly string[]): { readonly registry: ArmDocument; readonly cacheRule: ArmDocument } {
  const registry = document(
    id,
    {
      publicNetworkAccess: 'Disabled',
      adminUserEnabled: false,
      anonymousPullEnabled: false,
      networkRuleBypassOptions: 'None',
      networkRuleBypassAllowedForTasks: false,
      networkRuleSet: { defaultAction: 'Deny', ipRules: [] },
      dataEndpointEnabled: false,
      policies: { exportPolicy: { status: 'disabled' }, azureADAuthenticationAsArmPolicy: { status: 'enabled' } },
      privateEndpointConnections: endpoints.map((endpoint) => ({ properties: { privateEndpoint: { id: endpoint }, privateLinkServiceConnectionState: { status: 'Approved' } } })),
    },
    { location: region, sku: { name: 'Premium', tier: 'Premium' } },
  );
  return { registry, cacheRule: document(`${id}/cacheRules/aks-managed-mcr`, { sourceRepository: 'mcr.microsoft.com/*', targetRepository: 'aks-managed-repository/*' }) };
}
