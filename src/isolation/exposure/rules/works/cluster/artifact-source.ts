import { isUnknown } from '../../../../../language/unknown.ts';
import { negate } from '../../../../../language/values.ts';
import { both, closed, when } from '../../../evidence.ts';
import { isMissing, textIn, type Spot } from '../../../graph/spot.ts';
import type { Truth } from '../../../../../language/truth.ts';
import type { ExposureRule } from '../../../rule.ts';
import { artifactSource, startsFromCache } from '../isolating.ts';

/** Nodes without a way out that would fetch their start-up artifacts from the Internet. */
export const worksArtifactSource: ExposureRule = {
  id: 'works-artifact-source',
  kind: 'works',
  title: 'Isolated nodes should start from a registry',
  short: 'Artifact source',
  leak: 'AKS refuses the outbound types `none` and `block` without the artifact source `Cache`, and ignores or refuses a registry without it.',
  seen: ['Microsoft.ContainerService/managedClusters: bootstrapProfile.artifactSource, bootstrapProfile.containerRegistryId, networkProfile.outboundType'],
  severity: 'high',
  remedy: 'Set `bootstrapProfile.artifactSource` to `Cache`, and on a living cluster reimage every pool before the outbound type changes; `deploy` plans it.',
  // The refusal: InvalidNetworkIsolatedClusterConfiguration, "When outbound type is none or block, bootstrapProfile.artifactSource must be 'Cache'" (pull request 29808).
  sources: ['hashicorp/terraform-provider-azurerm pull request 29808', 'AKS documentation, "Customize cluster egress with outbound types"', 'Azure/azure-cli, acs: set_up_bootstrap_profile'],
  look: (cluster) => {
    const source = artifactSource(cluster);
    const isDirect = negate(startsFromCache(cluster));
    const said = textIn(source) === undefined ? 'the artifact source is not set, which is `Direct`' : `the artifact source is \`${textIn(source) ?? ''}\``;
    const outbound = textIn(cluster.outboundType) ?? 'none';
    if (cluster.isIsolated === false && !isNamed(cluster.registry.spot)) return [closed('the cluster has a way out to fetch what nodes start with', source)];
    return [
      when(both(cluster.isIsolated, isDirect), source, { opens: `${said}, with the outbound type \`${outbound}\``, closes: 'nodes start from a registry, or have a way out to fetch what they start with', wanted: 'Cache' }),
      when(both(isNamed(cluster.registry.spot), isDirect), source, { opens: `${said}, although a registry is named to start from`, closes: 'no registry is named in vain', wanted: 'Cache' }),
    ];
  },
};

function isNamed(registry: Spot): Truth {
  if (isMissing(registry) || registry.value === '') return false;
  return isUnknown(registry.value) && !registry.value.isPresent ? registry.value : true;
}
