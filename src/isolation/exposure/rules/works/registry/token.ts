import { when } from '../../../evidence.ts';
import { isOneOf, step } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** How nodes log in. */
export const worksRegistryToken: ExposureRule = {
  id: 'works-registry-token',
  kind: 'works',
  title: 'The registry should accept the tokens of isolated nodes',
  short: 'Registry login',
  leak: 'Isolated nodes log in with a token for Azure Resource Manager; a registry that does not accept those is not supported, and no node comes up.',
  seen: ['Microsoft.ContainerRegistry/registries: policies.azureADAuthenticationAsArmPolicy.status'],
  severity: 'high',
  remedy: 'Set `policies.azureADAuthenticationAsArmPolicy.status` of the registry to `enabled`, and exempt it from policies that disable it.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Disable authentication as ARM template": enabled by default'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (properties, { name }) => {
      const status = step(properties, 'policies', 'azureADAuthenticationAsArmPolicy', 'status');
      return [when(isOneOf(status, ['disabled']), status, { opens: `registry \`${name}\` does not accept tokens of Azure Resource Manager`, closes: `registry \`${name}\` accepts tokens of Azure Resource Manager`, wanted: 'enabled' })];
    }),
};
