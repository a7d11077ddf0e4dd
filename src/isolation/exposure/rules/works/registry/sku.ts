import { negate } from '../../../../../language/values.ts';
import { when } from '../../../evidence.ts';
import { bodyOf, isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { eachRegistry, ownRegistry } from '../../registry/bootstrap.ts';

/** Private endpoints are for Premium registries. */
export const worksRegistrySku: ExposureRule = {
  id: 'works-registry-sku',
  kind: 'works',
  title: 'The registry of isolated nodes should be Premium',
  short: 'Registry SKU',
  leak: 'Only a Premium registry can have private endpoints, through which isolated nodes reach it.',
  seen: ['Microsoft.ContainerRegistry/registries: sku.name'],
  severity: 'high',
  remedy: 'Set `sku.name` of the registry to `Premium`.',
  sources: ['AKS documentation, "Create a network isolated Azure Kubernetes Service (AKS) cluster": bring your own container registry', 'Azure Container Registry documentation, "Azure Container Registry SKU features and limits"'],
  look: (cluster) =>
    eachRegistry(ownRegistry(cluster), cluster, (_, registry) => {
      const sku = step(bodyOf(registry), 'sku', 'name');
      const said = textIn(sku);
      return [when(negate(isOneOf(sku, ['Premium'])), sku, { opens: said === undefined ? `registry \`${registry.name}\` names no SKU` : `registry \`${registry.name}\` is \`${said}\``, closes: `registry \`${registry.name}\` is Premium`, wanted: 'Premium' })];
    }),
};
