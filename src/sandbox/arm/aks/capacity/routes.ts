import { textAt, type JsonObject } from '../../../../arm/json.ts';
import { page } from '../../http/paging.ts';
import { parameter, type Route } from '../../http/router.ts';
import type { Arm } from '../../state.ts';
import { clusterPattern, requireCluster } from '../clusters.ts';
import { sourceIn } from '../nodes/source.ts';
import { usagesIn } from './cores.ts';

/** What machines a location has room for, and what a cluster reaches out to. */
export function capacityRoutes(arm: Arm): readonly Route[] {
  return [
    {
      method: 'GET',
      pattern: '/subscriptions/{subscription}/providers/Microsoft.Compute/locations/{location}/usages',
      handle: (call) => page(usagesIn(parameter(call, 'subscription'), parameter(call, 'location').toLowerCase(), arm), call, arm.settings),
    },
    {
      method: 'GET',
      pattern: `${clusterPattern}/outboundNetworkDependenciesEndpoints`,
      handle(call) {
        const { properties, location } = requireCluster(arm, call);
        const isClosed = ['none', 'block'].includes(textAt(properties, 'networkProfile', 'outboundType') ?? '');
        return page(isClosed ? [] : dependencies(location, sourceIn(properties).source), call, arm.settings);
      },
    },
  ];
}

/** Of an open cluster (OutboundNetworkDependenciesEndpointsList.json of Azure/azure-rest-api-specs shows the form, the names are the documentation's, abridged). An isolated one needs none. */
function dependencies(location: string, source: 'Direct' | 'Cache'): readonly JsonObject[] {
  return [
    category('azure-resource-management', 'management.azure.com', 'login.microsoftonline.com'),
    ...(source === 'Direct' ? [category('images', 'mcr.microsoft.com', '*.data.mcr.microsoft.com'), category('artifacts', 'packages.aks.azure.com')] : []),
    category('apiserver', `*.hcp.${location}.azmk8s.io`),
  ];
}

function category(name: string, ...domains: readonly string[]): JsonObject {
  return { category: name, endpoints: domains.map((domainName) => ({ domainName, endpointDetails: [{ port: 443 }] })) };
}
