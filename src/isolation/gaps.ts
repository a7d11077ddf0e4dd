import {
  allowsRunCommand, artifactSourceOf, equalsIgnoringCase, hasNodePublicIp, isolatedOutboundTypes, isPrivateCluster, nodeOsUpgradeChannelOf, outboundTypeOf,
  poolNameOf, poolsOf,
} from './document/cluster.ts';
import { at, textAt } from '../arm/json.ts';

/** One thing that keeps a living cluster from being isolated. */
export interface Gap {
  readonly id: 'outbound-type' | 'artifact-source' | 'private-api-server' | 'node-public-ip' | 'node-os-channel' | 'service-principal' | 'windows-pool' | 'egress-gateway' | 'gateway-pool' | 'run-command';
  readonly title: string;
  /** What the document says. */
  readonly actual: string;
  readonly wanted: string;
  /** True when one PUT can close it without harm to running nodes. */
  readonly inPlace: boolean;
}

/**
 * Everything that is missing to isolation on a living cluster (reference: network isolated clusters, limitations and
 * caution on node public addresses). An empty answer means: isolated.
 */
export function gapsOf(cluster: unknown): readonly Gap[] {
  const gaps: Gap[] = [];
  const outboundType = outboundTypeOf(cluster);
  if (!isolatedOutboundTypes.some((type) => equalsIgnoringCase(type, outboundType))) {
    gaps.push({ id: 'outbound-type', title: 'Outbound type', actual: outboundType, wanted: 'none', inPlace: false });
  }
  const artifactSource = artifactSourceOf(cluster);
  if (!equalsIgnoringCase(artifactSource, 'Cache')) {
    gaps.push({ id: 'artifact-source', title: 'Bootstrap artifact source', actual: artifactSource, wanted: 'Cache', inPlace: false });
  }
  if (!isPrivateCluster(cluster)) {
    gaps.push({ id: 'private-api-server', title: 'API server', actual: 'public', wanted: 'private', inPlace: false });
  }
  for (const pool of poolsOf(cluster)) {
    const name = poolNameOf(pool);
    if (hasNodePublicIp(pool)) {
      gaps.push({ id: 'node-public-ip', title: `Node public addresses of pool ${name}`, actual: 'enabled', wanted: 'disabled', inPlace: false });
    }
    if (equalsIgnoringCase(textAt(pool, 'mode') ?? '', 'Gateway')) {
      gaps.push({ id: 'gateway-pool', title: `Mode of pool ${name}`, actual: 'Gateway', wanted: 'System or User', inPlace: false });
    }
    if (equalsIgnoringCase(textAt(pool, 'osType') ?? 'Linux', 'Windows')) {
      gaps.push({ id: 'windows-pool', title: `Operating system of pool ${name}`, actual: 'Windows', wanted: 'Linux', inPlace: false });
    }
  }
  if (at(cluster, 'properties', 'networkProfile', 'staticEgressGatewayProfile', 'enabled') === true) {
    gaps.push({ id: 'egress-gateway', title: 'Static egress gateway', actual: 'enabled', wanted: 'disabled', inPlace: false });
  }
  if (usesServicePrincipal(cluster)) {
    gaps.push({ id: 'service-principal', title: 'Cluster identity', actual: 'service principal', wanted: 'managed identity', inPlace: false });
  }
  const channel = nodeOsUpgradeChannelOf(cluster);
  if (equalsIgnoringCase(channel, 'Unmanaged')) {
    gaps.push({ id: 'node-os-channel', title: 'Node OS upgrade channel', actual: channel, wanted: 'NodeImage', inPlace: true });
  }
  if (allowsRunCommand(cluster)) {
    gaps.push({ id: 'run-command', title: 'Run command', actual: 'allowed', wanted: 'disabled', inPlace: true });
  }
  return gaps;
}

/** A cluster without managed identity: Azure refuses artifact source `Cache` for it (Azure/AKS issue 5821). */
function usesServicePrincipal(cluster: unknown): boolean {
  const identity = textAt(cluster, 'identity', 'type') ?? 'None';
  const clientId = textAt(cluster, 'properties', 'servicePrincipalProfile', 'clientId') ?? 'msi';
  return equalsIgnoringCase(identity, 'None') && !equalsIgnoringCase(clientId, 'msi');
}
