import { negate } from '../../../../language/values.ts';
import { closed, when } from '../../evidence.ts';
import { bodyOf, isMissing, isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** Whether anybody with a role there can change what AKS made. */
export const nodeResourceGroup: ExposureRule = {
  id: 'node-resource-group-unlocked',
  kind: 'channel',
  title: 'The node resource group should be locked',
  short: 'Node resource group',
  leak: 'Whoever may write in the node resource group can give machines public addresses or change their network, past the cluster and its policies.',
  seen: ['Microsoft.ContainerService/managedClusters: nodeResourceGroupProfile.restrictionLevel, sku.name'],
  severity: 'low',
  remedy: 'Set `nodeResourceGroupProfile.restrictionLevel` to `ReadOnly` (`az aks update --nrg-lockdown-restriction-level ReadOnly`); with it nobody but AKS adds cache rules to a registry that AKS manages.',
  sources: ['AKS documentation, "Deploy a fully managed resource group using node resource group lockdown"', 'AKS documentation, "What is Azure Kubernetes Service (AKS) Automatic?"'],
  look: ({ resource, properties }) => {
    const level = step(properties, 'nodeResourceGroupProfile', 'restrictionLevel');
    const sku = step(bodyOf(resource), 'sku', 'name');
    // AKS Automatic comes with the lock, as the policy on it has it; otherwise a cluster that says nothing is unrestricted.
    if (isMissing(level) && isOneOf(sku, ['Automatic']) === true) return [closed('the node resource group of AKS Automatic is read-only', sku)];
    return [when(negate(isOneOf(level, ['ReadOnly'])), level, { opens: 'the node resource group can be changed by hand', closes: 'the node resource group is read-only', wanted: 'ReadOnly' })];
  },
};
