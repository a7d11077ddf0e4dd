import { textAt } from '../../../../arm/json.ts';
import { sameId } from '../../../../arm/resource-id.ts';
import type { OperationOutcome } from '../../operations.ts';
import type { ArmState } from '../../state.ts';
import type { StoredResource } from '../store.ts';

const zoneType = 'Microsoft.Network/privateDnsZones';
const linkType = 'Microsoft.Network/privateDnsZones/virtualNetworkLinks';

/** Another zone of the same name that a network is linked to, if there is one. */
export function zoneThatIsLinked(zoneId: string, networkId: string, { resources }: ArmState): StoredResource | undefined {
  const name = zoneId.split('/').at(-1) ?? '';
  return resources.ofType(zoneType).find((zone) => (
    sameId(zone.name, name) && !sameId(zone.id, zoneId)
    && resources.childrenOf(zone.id, linkType).some(({ properties }) => sameId(textAt(properties, 'virtualNetwork', 'id') ?? '', networkId))
  ));
}

/** How the making of a link ends that would be the network's second of one name (answer and its shape: public logs of Terraform's); undefined: well. */
export function endOfOverlap(link: StoredResource, state: ArmState): OperationOutcome | undefined {
  const network = textAt(link.properties, 'virtualNetwork', 'id');
  const other = link.type !== linkType || network === undefined || link.parentKey === undefined ? undefined : zoneThatIsLinked(link.parentKey, network, state);
  return other === undefined ? undefined : { status: 'Failed', error: { code: 'BadRequest', message: overlapping(other.name) } };
}

export function overlapping(zone: string): string {
  return `A virtual network cannot be linked to multiple zones with overlapping namespaces. You tried to link virtual network with '${zone}' and '${zone}' zones.`;
}
