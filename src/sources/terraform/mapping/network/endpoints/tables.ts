import type { Table } from '../../table.ts';
import { dnsResolver } from './dns-resolver.ts';
import { dnsDomainList, dnsPolicy, dnsPolicyLink, dnsSecurityRule } from './dns-security-policy.ts';
import { privateDnsAddressRecord, privateDnsZone, privateDnsZoneVirtualNetworkLink } from './private-dns.ts';
import { privateEndpoint } from './private-endpoint.ts';
import { serviceEndpointStoragePolicy } from './service-endpoint-policy.ts';

/** Private ways to services, and the names that lead to them. */
export const endpointTables: readonly Table[] = [
  privateEndpoint,
  privateDnsZone,
  privateDnsZoneVirtualNetworkLink,
  privateDnsAddressRecord,
  dnsResolver,
  dnsPolicy,
  dnsPolicyLink,
  dnsSecurityRule,
  dnsDomainList,
  serviceEndpointStoragePolicy,
];
