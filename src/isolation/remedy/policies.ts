/** The exposure rules that our policies speak of the same things as: what closes the one satisfies the other. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  'acr-admin-user': ['registry-admin-user'],
  'acr-anonymous-pull': ['registry-anonymous-pull'],
  'acr-arm-audience': ['works-registry-token'],
  'acr-cache-rule': ['works-cache-rule'],
  'acr-cache-rule-present': ['works-cache-rule'],
  'acr-cache-source': ['registry-cache-source'],
  'acr-exports': ['registry-export'],
  'acr-network-bypass': ['registry-network-bypass'],
  'acr-network-rules': ['registry-public-access'],
  'acr-private-link': ['works-registry-endpoint'],
  'acr-public-network-access': ['registry-public-access'],
  'acr-sku': ['works-registry-sku'],
  'aks-bootstrap-artifact-source': ['works-artifact-source'],
  // Which registry and which subnet a policy allows is its owner's choice: nobody but people can follow it.
  'aks-bootstrap-registry': [],
  'aks-extensions': ['works-extensions'],
  'aks-http-proxy': ['egress-http-proxy'],
  'aks-load-balancer-profile': ['egress-leftover-outbound'],
  'aks-nat-gateway-profile': ['egress-leftover-outbound'],
  'aks-network-plugin': ['works-network-plugin'],
  'aks-node-os-upgrade-channel': ['works-node-os-channel'],
  'aks-node-public-ip': ['egress-node-public-ip'],
  'aks-node-resource-group-lockdown': ['node-resource-group-unlocked'],
  'aks-node-subnet': [],
  'aks-outbound-type': ['egress-outbound-type'],
  'aks-private-api-server': ['api-server-public'],
  'aks-private-cluster-public-fqdn': ['api-server-public-name'],
  'aks-public-addons': ['egress-add-on'],
  'aks-run-command': ['run-command'],
  'aks-service-principal': ['works-service-principal'],
  'aks-static-egress-gateway': ['egress-static-gateway'],
  'aks-windows-pools': ['works-windows-pools'],
  'load-balancer-public-frontend': ['egress-public-load-balancer'],
  'nat-gateway-virtual-network': ['egress-virtual-network-nat-gateway'],
  'nsg-internet-outbound': ['egress-network-security-group'],
  'public-ip-address': ['egress-public-load-balancer'],
  'route-internet': ['egress-route'],
  'subnet-default-outbound-access': ['egress-default-outbound-access'],
  'subnet-internet-deny': ['egress-network-security-group'],
  'subnet-nat-gateway': ['egress-subnet-nat-gateway'],
  'subnet-service-endpoints': ['egress-service-endpoint'],
  'virtual-hub-connection': ['egress-peering'],
  'virtual-network-gateway': ['egress-peering'],
  'virtual-network-peering': ['egress-peering'],
};

const byPolicy: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(counterparts));

/** The exposure rules of a finding's rule; undefined for a policy of somebody else. */
export function exposuresOfPolicy(rule: string): readonly string[] | undefined {
  return byPolicy.get(rule);
}
