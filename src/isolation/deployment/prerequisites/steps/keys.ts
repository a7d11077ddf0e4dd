/** Keys of the steps: what others wait for. */
export const keys = {
  securityGroup: 'node-security-group',
  network: 'network',
  registry: 'registry',
  cacheRule: 'cache-rule',
  endpoint: 'registry-endpoint',
  zone: 'registry-zone',
  zoneLink: 'registry-zone-link',
  zoneGroup: 'registry-zone-group',
  controlPlaneIdentity: 'identity/control-plane',
  kubeletIdentity: 'identity/kubelet',
} as const;

export function groupKey(name: string): string {
  return `group/${name.toLowerCase()}`;
}

export function subnetKey(name: string): string {
  return `subnet/${name.toLowerCase()}`;
}

/** The steps after which a subnet is there. */
export function afterSubnet(name: string): readonly string[] {
  return [keys.network, subnetKey(name)];
}
