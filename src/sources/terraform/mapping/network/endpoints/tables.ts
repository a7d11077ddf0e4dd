import type { Table } from '../../table.ts';
import { privateDnsAddressRecord, privateDnsZone, privateDnsZoneVirtualNetworkLink } from './private-dns.ts';
import { privateEndpoint } from './private-endpoint.ts';

export const endpointTables: readonly Table[] = [privateEndpoint, privateDnsZone, privateDnsZoneVirtualNetworkLink, privateDnsAddressRecord];
