import { randomUUID } from 'node:crypto';
import { arrayAt, textAt } from '../../../../arm/json.ts';
import type { ArmState } from '../../state.ts';
import type { StoredResource } from '../store.ts';

const endpointType = 'Microsoft.Network/privateEndpoints';
const interfaceType = 'Microsoft.Network/networkInterfaces';

/** Keeps the network interface of a private endpoint, which the network makes with it (byo-acr-create.json names it). */
export function keepInterface(endpoint: StoredResource, now: number, state: ArmState): void {
  if (endpoint.type !== endpointType) return;
  for (const id of interfacesOf(endpoint)) {
    const existing = state.resources.find(id);
    state.resources.put({
      id,
      name: id.slice(id.lastIndexOf('/') + 1),
      type: interfaceType,
      ...(endpoint.location === undefined ? {} : { location: endpoint.location }),
      members: {},
      properties: {
        resourceGuid: existing?.properties['resourceGuid'] ?? randomUUID(),
        privateEndpoint: { id: endpoint.id },
        dnsSettings: { dnsServers: [], appliedDnsServers: [], internalDomainNameSuffix: 'internal.cloudapp.net' },
        enableAcceleratedNetworking: false,
        enableIPForwarding: false,
        disableTcpStateTracking: false,
        hostedWorkloads: [],
        tapConfigurations: [],
        nicType: 'Standard',
        auxiliaryMode: 'None',
        auxiliarySku: 'None',
      },
      etags: { running: randomUUID(), settled: randomUUID() },
      createdAt: existing?.createdAt ?? now,
      changedAt: now,
    });
  }
}

/** The ids of the interfaces that are gone when this is; none of what is no private endpoint. */
export function interfacesOf({ type, properties }: StoredResource): readonly string[] {
  return type === endpointType ? arrayAt(properties, 'networkInterfaces').flatMap((one) => textAt(one, 'id') ?? []) : [];
}
