import type { Resource } from '../../../../../arm/resource.ts';
import { closed, listed, when, type Evidence } from '../../../evidence.ts';
import { extensionsOf, hasAllExtensions } from '../../../graph/access/extending.ts';
import { bodyOf, isOneOf, step, textIn } from '../../../graph/spot.ts';
import type { ExposureRule } from '../../../rule.ts';
import { whereIsolating } from '../isolating.ts';

/** As `aks-extensions` of the policies has them. Backup is not among them: supported, says its engineer (Azure/AKS issue 5245). */
export const unsupportedExtensions = ['microsoft.flux', 'microsoft.dapr', 'microsoft.appconfiguration', 'microsoft.azureml.kubernetes'] as const;

/** Extensions that fetch what they run from the Internet. */
export const worksExtensions: ExposureRule = {
  id: 'works-extensions',
  kind: 'works',
  title: 'Isolated clusters should have no extensions that need the Internet',
  short: 'Extensions',
  leak: 'These extensions fetch what they run from public registries or work against public endpoints, which an isolated cluster cannot reach.',
  seen: ['Microsoft.KubernetesConfiguration/extensions on the cluster: extensionType'],
  severity: 'medium',
  remedy: 'Delete the extension with `az k8s-extension delete`, and install the same with images from the registry of the cluster.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": limitations', 'Azure/AKS issues 5245 and 5715'],
  look: (cluster) =>
    whereIsolating(cluster, () => {
      const { items, rest } = listed(extensionsOf(cluster.resource, cluster.inventory), hasAllExtensions(cluster.resource, cluster.inventory), 'extensions of the cluster that are made elsewhere');
      const found = [...items.map((extension) => ofExtension(extension)), ...rest];
      return found.length > 0 ? found : [closed('the cluster has no extensions')];
    }),
};

function ofExtension(extension: Resource): Evidence {
  const type = step(bodyOf(extension), 'properties', 'extensionType');
  const said = textIn(type) ?? 'unknown';
  return when(isOneOf(type, unsupportedExtensions), type, { opens: `extension \`${extension.name}\` (\`${said}\`) is not supported on isolated clusters`, closes: `nothing is known against extension \`${extension.name}\` (\`${said}\`)`, target: said.toLowerCase() });
}
