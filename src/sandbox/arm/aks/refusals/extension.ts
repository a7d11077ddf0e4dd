import { textAt } from '../../../../arm/json.ts';
import type { OperationOutcome } from '../../operations.ts';
import type { StoredResource } from '../../resources/store.ts';
import type { ArmState } from '../../state.ts';
import { isolatedTypes } from './isolated.ts';

/** What no isolated cluster can have (aks-network-isolation.md 2.1; of the names only Flux's is certain, 8, 16). Backup is taken: Azure/AKS issue 5245. */
const unsupported: ReadonlySet<string> = new Set(['microsoft.flux', 'microsoft.dapr', 'microsoft.appconfiguration', 'microsoft.azureml.kubernetes']);

/**
 * How the making of an extension ends on an isolated cluster that does not support it. Assumed: its service knows nothing of outbound types and takes the PUT; what
 * the extension is made of cannot be pulled. The code is the service's, the text ours but for its beginning. Undefined: well.
 */
export function endOfExtension({ type, parentKey, properties }: StoredResource, { clusters }: ArmState): OperationOutcome | undefined {
  const cluster = type === 'Microsoft.KubernetesConfiguration/extensions' ? clusters.get(parentKey ?? '') : undefined;
  const name = textAt(properties, 'extensionType')?.toLowerCase() ?? '';
  if (cluster === undefined || !unsupported.has(name) || !isolatedTypes.has(textAt(cluster.properties, 'networkProfile', 'outboundType') ?? '')) return undefined;
  return {
    status: 'Failed',
    error: {
      code: 'ExtensionOperationFailed',
      message: `The extension operation failed with the following error: Error: [ InnerError: [Helm installation failed : Unable to pull the images of ${name}, which is not supported on a network isolated cluster ]] occurred while doing the operation : [Create] on the config`,
    },
  };
}
