import { closed, either, notVisible, undetermined, when, type Evidence } from '../evidence.ts';
import { elements, isGiven, isMissing, isOneOf, step, type Spot } from '../graph/spot.ts';
import { isUnknown } from '../../../language/unknown.ts';
import type { Truth } from '../../../language/truth.ts';
import type { ExposureRule } from '../rule.ts';
import type { ClusterView } from '../graph/cluster.ts';
import type { PoolView } from '../graph/pools.ts';

/** Public addresses of nodes, asked for by a pool or put on its scale set by hand. */
export const nodePublicIp: ExposureRule = {
  id: 'egress-node-public-ip',
  kind: 'egress',
  title: 'Nodes should have no public addresses',
  short: 'Node public addresses',
  leak: 'A node with a public address reaches the Internet through it, whatever the outbound type of the cluster is.',
  seen: [
    'Microsoft.ContainerService/managedClusters: agentPoolProfiles[*].enableNodePublicIP, .nodePublicIPPrefixID',
    'Microsoft.ContainerService/managedClusters/agentPools: enableNodePublicIP, nodePublicIPPrefixID',
    'Microsoft.Compute/virtualMachineScaleSets in the node resource group: virtualMachineProfile.networkProfile.networkInterfaceConfigurations[*].properties.ipConfigurations[*].properties.publicIPAddressConfiguration',
    'Microsoft.Network/networkInterfaces in the node resource group: ipConfigurations[*].properties.publicIPAddress',
  ],
  severity: 'high',
  remedy: 'Make the pool anew with `enableNodePublicIP: false` and without a prefix, move the workloads there and delete the old pool.',
  sources: ['AKS documentation, "Network isolated Azure Kubernetes Service (AKS) clusters": caution on node public IP'],
  look: (cluster) => [...cluster.pools.items.map(ofPool), ...cluster.pools.rest, ...onMachines(cluster)],
};

/** Without `enableNodePublicIP` a prefix gives no address, but it says that one is wanted; AKS refuses it alone. */
function ofPool({ name, spot }: PoolView): Evidence {
  const enabled = step(spot, 'enableNodePublicIP');
  const prefix = step(spot, 'nodePublicIPPrefixID');
  const asked = isOneOf(enabled, [true]);
  const isPrefixed: Truth = isUnknown(prefix.value) ? prefix.value : isGiven(prefix);
  const at = asked === true || isMissing(prefix) ? enabled : prefix;
  return when(either(asked, isPrefixed), at, { opens: `pool \`${name}\` gives its nodes public addresses`, closes: `pool \`${name}\` gives its nodes no public address`, ...(at === enabled ? { wanted: false } : {}), target: name });
}

const scaleSetType = 'Microsoft.Compute/virtualMachineScaleSets';
const interfaceType = 'Microsoft.Network/networkInterfaces';

/** Scale sets carry their interfaces; pools of single machines have interfaces of their own. */
function onMachines(cluster: ClusterView): readonly Evidence[] {
  const scaleSets = cluster.inNodeResourceGroup(scaleSetType);
  const interfaces = cluster.inNodeResourceGroup(interfaceType);
  const configured = scaleSets.items.flatMap((resource) =>
    within({ resource, pointer: '', value: resource.body }, ['properties', 'virtualMachineProfile', 'networkProfile', 'networkInterfaceConfigurations'], 'publicIPAddressConfiguration'),
  );
  const attached = interfaces.items.flatMap((resource) => addressesIn({ resource, pointer: '', value: resource.body }, 'publicIPAddress'));
  const isPartial = [scaleSets, interfaces].some(({ rest }) => rest.length > 0);
  return [...configured, ...attached, isPartial ? notVisible('the machines in the node resource group') : closed('every machine in the node resource group was looked at')];
}

function within(body: Spot, path: readonly string[], property: string): readonly Evidence[] {
  const { spots, unknown } = elements(step(body, ...path));
  const here = unknown === undefined ? [] : [undetermined(`the interfaces of \`${body.resource.name}\` are not known: ${unknown.why}`, step(body, ...path))];
  return [...here, ...spots.flatMap((spot) => addressesIn(spot, property))];
}

function addressesIn(owner: Spot, property: string): readonly Evidence[] {
  const { spots } = elements(step(owner, 'properties', 'ipConfigurations'));
  return spots.map((spot) => {
    const address = step(spot, 'properties', property);
    const given: Truth = isUnknown(address.value) ? address.value : isGiven(address);
    const name = owner.resource.name;
    return when(given, address, { opens: `\`${name}\` in the node resource group has a public address`, closes: `\`${name}\` in the node resource group has no public address`, target: name });
  });
}
