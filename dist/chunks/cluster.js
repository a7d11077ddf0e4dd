import { arrayAt, textAt, member, at } from './ground.js';

/**
 * What a managed cluster's ARM document says, in the terms of isolation. Absent means what the service's default means
 * (reference: REST documentation of managedClusters; the profile's absence is `Direct`, the outbound type's `loadBalancer`).
 */

/** Outbound types that leave a cluster without a way out of AKS's making. */
const isolatedOutboundTypes                    = ['none', 'block'];

function outboundTypeOf(cluster         )         {
  return textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? 'loadBalancer';
}

function artifactSourceOf(cluster         )         {
  return textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? 'Direct';
}

function isPrivateCluster(cluster         )          {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'enablePrivateCluster') === true;
}

/** Run command is on unless it is switched off (REST documentation of managedClusters, `disableRunCommand`). */
function allowsRunCommand(cluster         )          {
  return at(cluster, 'properties', 'apiServerAccessProfile', 'disableRunCommand') !== true;
}

function nodeOsUpgradeChannelOf(cluster         )         {
  return textAt(cluster, 'properties', 'autoUpgradeProfile', 'nodeOSUpgradeChannel') ?? 'NodeImage';
}

function poolsOf(cluster         )                     {
  return arrayAt(cluster, 'properties', 'agentPoolProfiles');
}

function poolNameOf(pool         )         {
  return textAt(pool, 'name') ?? '';
}

/** True when nodes of the pool get public addresses: they leave the cluster whatever its outbound type is. An empty prefix id is none. */
function hasNodePublicIp(pool         )          {
  return member(pool, 'enableNodePublicIP') === true || (textAt(pool, 'nodePublicIPPrefixID') ?? '') !== '';
}

/** `Succeeded`, `Creating`, `Failed`, …; "" when the document has none. */
function provisioningStateOf(resource         )         {
  return textAt(resource, 'properties', 'provisioningState') ?? '';
}

/** True when the service works on the cluster or on one of its pools; a write would be refused with 409 now. */
function operationInProgress(cluster         )                     {
  const state = provisioningStateOf(cluster);
  if (!isTerminal(state)) return state;
  const busy = poolsOf(cluster).find((pool) => !isTerminal(textAt(pool, 'provisioningState') ?? ''));
  return busy === undefined ? undefined : `${textAt(busy, 'provisioningState') ?? ''} (pool ${poolNameOf(busy)})`;
}

function isStopped(cluster         )          {
  return equalsIgnoringCase(textAt(cluster, 'properties', 'powerState', 'code') ?? '', 'Stopped');
}

function isTerminal(state        )          {
  return ['', 'succeeded', 'failed', 'canceled'].includes(state.toLowerCase());
}

function equalsIgnoringCase(left        , right        )          {
  return left.toLowerCase() === right.toLowerCase();
}

export { allowsRunCommand, artifactSourceOf, equalsIgnoringCase, hasNodePublicIp, isPrivateCluster, isStopped, isTerminal, isolatedOutboundTypes, nodeOsUpgradeChannelOf, operationInProgress, outboundTypeOf, poolNameOf, poolsOf, provisioningStateOf };
