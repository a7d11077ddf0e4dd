import { isUnknown } from '../../../../../language/unknown.ts';
import { locationAndTags } from '../../common-rows.ts';
import type { Attributes, ResourceTable, Setting } from '../../table.ts';

const block = 'private_service_connection';
const automatic = 'properties.privateLinkServiceConnections';
const manual = 'properties.manualPrivateLinkServiceConnections';

export const privateEndpoint: ResourceTable = {
  kind: 'resource',
  type: 'azurerm_private_endpoint',
  armType: 'Microsoft.Network/privateEndpoints',
  apiVersion: '2025-01-01',
  source: 'internal/services/network/private_endpoint_resource.go, resourcePrivateEndpointCreate',
  notes: 'The provider names each element of `privateDnsZoneConfigs` after its zone; here they have no name.',
  identity: { kind: 'group', group: 'resource_group_name', names: ['name'] },
  rows: [
    ...locationAndTags,
    { attribute: 'edge_zone', to: 'extendedLocation.name' },
    { attribute: 'subnet_id', to: 'properties.subnet.id' },
    { attribute: 'custom_network_interface_name', to: 'properties.customNetworkInterfaceName' },
    // expandPrivateEndpointIPConfigurations
    {
      attribute: 'ip_configuration',
      to: 'properties.ipConfigurations',
      as: {
        kind: 'blocks',
        rows: [
          { attribute: 'name', to: 'name' },
          { attribute: 'private_ip_address', to: 'properties.privateIPAddress' },
          { attribute: 'subresource_name', to: 'properties.groupId' },
          { attribute: 'member_name', to: 'properties.memberName' },
          { attribute: 'subresource_name', to: 'properties.memberName' },
        ],
      },
    },
  ],
  more: {
    about: `\`${block}\` is the one element of \`${manual}\` with \`is_manual_connection = true\`, else of \`${automatic}\`; the other list is empty. Its id or alias is \`properties.privateLinkServiceId\` of the element, \`subresource_names\` its \`groupIds\`.`,
    settings: connections,
  },
  children: [
    {
      // createPrivateDnsZoneGroupForPrivateEndpoint
      blocks: 'private_dns_zone_group',
      armType: 'Microsoft.Network/privateEndpoints/privateDnsZoneGroups',
      name: 'name',
      rows: [{ attribute: 'private_dns_zone_ids', to: 'properties.privateDnsZoneConfigs', as: { kind: 'objects', member: 'properties.privateDnsZoneId' } }],
    },
  ],
};

/** expandPrivateLinkEndpointServiceConnection: both lists are sent, and the block is in one of them. */
function connections(read: Attributes): readonly Setting[] {
  const found = read.blocks(block);
  const isManual = isUnknown(found) ? found : (read.at(`${block}.is_manual_connection`) ?? false);
  if (isUnknown(isManual)) return [automatic, manual].map((to) => ({ to, value: isManual, attribute: block }));
  const [list, other] = isManual === true ? [manual, automatic] : [automatic, manual];
  const empty: readonly Setting[] = [list, other].map((to) => ({ to, value: [], attribute: block }));
  if (!isUnknown(found) && found.length === 0) return empty;
  const id = read.at(`${block}.private_connection_resource_id`);
  const target = id === undefined ? 'private_connection_resource_alias' : 'private_connection_resource_id';
  const members = [
    ['name', 'name'],
    ['properties.privateLinkServiceId', target],
    ['properties.groupIds', 'subresource_names'],
    ['properties.requestMessage', 'request_message'],
  ] as const;
  return [
    ...empty,
    { to: `${list}.0`, value: {}, attribute: block },
    ...members.map(([to, name]): Setting => ({ to: `${list}.0.${to}`, value: read.at(`${block}.${name}`), attribute: `${block}.${name}` })),
  ].filter(({ value }) => value !== undefined);
}
