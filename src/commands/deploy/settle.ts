import { apiVersions } from '../../arm/api-versions.ts';
import { textAt, type JsonObject } from '../../arm/json.ts';
import { continuesByItself, createNarrator } from '../../azure/operation.ts';
import { sourceOf } from '../../isolation/deployment/cluster/source.ts';
import { equalsIgnoringCase, operationInProgress, poolNameOf, poolsOf, provisioningStateOf } from '../../isolation/document/cluster.ts';
import { clusterIdOf, resourceGroupIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import { CancelledError } from '../../run/errors.ts';
import type { Tools } from '../tools.ts';

/** A cluster at rest. */
export interface Settled {
  /** Undefined: there is none. */
  readonly cluster: JsonObject | undefined;
  /** Its resource group's document; undefined: there is none. */
  readonly resourceGroup: JsonObject | undefined;
  /** True when an operation had to be waited for: what else was read meanwhile may be out of date. */
  readonly waited: boolean;
  /** Pools whose nodes were seen to be made anew, and to end well, while the source was what it is. */
  readonly renewed: readonly string[];
}

/**
 * Reads the cluster and its group until the service has come to rest with it. This is how a run continues what a killed run began: by looking.
 * @param withGroup whether the group is read where there is a cluster
 */
export async function settledCluster(specification: ClusterSpecification, pollInterval: number, tools: Tools, withGroup = true): Promise<Settled> {
  const started = tools.clock.now();
  const narrator = createNarrator(`cluster ${specification.name}`, started, tools);
  const renewing = new Map<string, string>();
  const group = withGroup ? tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups) : undefined;
  // Where the cluster cannot be read, that is what is told.
  group?.catch(() => undefined);
  for (let looks = 1; ; looks += 1) {
    const cluster = await tools.arm.find(clusterIdOf(specification), apiVersions.managedClusters);
    const busy = cluster === undefined ? undefined : operationInProgress(cluster);
    if (cluster === undefined || busy === undefined) {
      const resourceGroup = await (group ?? (cluster === undefined ? tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups) : undefined));
      return { cluster, resourceGroup, waited: looks > 1, renewed: ended(renewing, cluster) };
    }
    for (const pool of poolsOf(cluster)) {
      if (equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'UpgradingNodeImageVersion')) renewing.set(poolNameOf(pool), sourceText(cluster));
    }
    narrator.saw(busy);
    try {
      await tools.clock.sleep(pollInterval, tools.signal);
    } catch (error) {
      throw new CancelledError(`Cluster ${specification.name} was ${busy} when the run was cancelled. ${continuesByItself}`, { cause: error });
    }
  }
}

/** The service takes no write of the cluster while it makes nodes anew: what it was then, it was when that began. */
function ended(renewing: ReadonlyMap<string, string>, cluster: JsonObject | undefined): readonly string[] {
  return poolsOf(cluster).filter((pool) => renewing.get(poolNameOf(pool)) === sourceText(cluster) && equalsIgnoringCase(textAt(pool, 'provisioningState') ?? '', 'Succeeded')).map(poolNameOf);
}

function sourceText(cluster: JsonObject | undefined): string {
  return `${JSON.stringify(sourceOf(cluster))} ${provisioningStateOf(cluster) === 'Updating' ? 'updating' : ''}`.trim();
}
