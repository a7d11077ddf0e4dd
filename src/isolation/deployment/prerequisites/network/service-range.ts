/** The addresses of services and pods exist only in the cluster, and must not be those of its subnets. */
import { textAt } from '../../../../arm/json.ts';
import { prefixOf } from '../../../network/addresses/prefixes.ts';
import { clusterIdOf } from '../../../specification.ts';
import type { NetworkSite } from '../site.ts';
import { wrong, type Want } from '../want.ts';

/** What AKS takes unless the cluster says otherwise (REST documentation of managedClusters; recorded answers of azure-cli). */
const defaults = { serviceCidr: '10.0.0.0/16', podCidr: '10.244.0.0/16' } as const;

/** Ranges that new subnets should keep off. */
export function ownRanges({ body }: NetworkSite): readonly { readonly member: 'serviceCidr' | 'podCidr'; readonly range: string }[] {
  return (['serviceCidr', 'podCidr'] as const).map((member) => ({ member, range: textAt(body, 'properties', 'networkProfile', member) ?? defaults[member] }));
}

/** Of a new cluster. Azure refuses it with `ServiceCidrOverlapExistingSubnetsCidr`, after everything else was made. @param subnets address prefixes */
export function rangeWants(site: NetworkSite, subnets: readonly string[]): readonly Want[] {
  if (site.cluster !== undefined) return [];
  return ownRanges(site).flatMap(({ member, range }): readonly Want[] => {
    const twice = subnets.find((subnet) => overlap(subnet, range));
    if (twice === undefined) return [];
    return [wrong(
      clusterIdOf(site.specification), `the range ${range} of the cluster's ${member === 'serviceCidr' ? 'services' : 'pods'} overlaps with subnet range ${twice}`,
      `Azure refuses such a cluster: say another \`networkProfile.${member}\`${member === 'serviceCidr' ? ' and `dnsServiceIP`' : ''} in the cluster-file.`,
    )];
  });
}

function overlap(left: string, right: string): boolean {
  const [one, other] = [prefixOf(left), prefixOf(right)];
  return one?.family === 'IPv4' && other?.family === 'IPv4' && one.from < other.end && other.from < one.end;
}
