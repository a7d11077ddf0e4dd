import { apiVersions } from '../../arm/api-versions.ts';
import type { JsonObject } from '../../arm/json.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { leaseIn, leaseTag, leaseTime, leaseValue, type Lease } from '../../isolation/deployment/lease.ts';
import { resourceGroupIdOf, type ClusterSpecification } from '../../isolation/specification.ts';
import { UserError } from '../../run/errors.ts';
import type { Tools } from '../tools.ts';

/** A lease that this run holds. */
export interface HeldLease {
  /** Call now and then: it is renewed when half of its time is over. */
  renew(): Promise<void>;
  /** `isDone` false: it ends, and stays as the mark of something unfinished. */
  release(isDone: boolean): Promise<void>;
}

const nobody: HeldLease = { renew: () => Promise.resolve(), release: () => Promise.resolve() };

/**
 * Waits until nobody else works on the cluster, as far as the tag tells, and takes the lease. A run that was killed does not renew its lease, which is
 * waited out; one that lives does. Throws UserError where another run is at work. Without the right to write tags there is no lease, and a note says so.
 */
export async function takeLease(specification: ClusterSpecification, { owner, concernsNodes }: Pick<Lease, 'owner' | 'concernsNodes'>, group: JsonObject | undefined, tools: Tools): Promise<HeldLease> {
  const id = resourceGroupIdOf(specification);
  await otherRunsEnded(specification, owner, group, tools);
  let takenAt = tools.clock.now();
  let standing = '';
  const write = async (lease: Lease): Promise<void> => {
    await patchTags(id, 'Merge', { [leaseTag(specification)]: leaseValue(lease) }, tools);
    standing = leaseValue(lease);
  };
  try {
    await write({ owner, concernsNodes, until: takenAt + leaseTime });
    const other = leaseIn(await tools.arm.find(id, apiVersions.resourceGroups), specification);
    if (other !== undefined && other.owner !== owner && other.until > tools.clock.now()) throw atWork(specification, other);
  } catch (error) {
    if (!isForbidden(error)) throw error;
    tools.logger.notice(`Other runs are not told of this one, as tags of resource group ${specification.resourceGroup} may not be written (role Tag Contributor). Azure itself refuses what would cross it.`);
    return nobody;
  }
  return {
    async renew() {
      const now = tools.clock.now();
      if (now - takenAt < leaseTime / 2) return;
      takenAt = now;
      await passingOver(async () => await write({ owner, concernsNodes, until: now + leaseTime }), tools);
    },
    async release(isDone) {
      await passingOver(async () => {
        // Only the value that this run wrote: another's stays.
        if (isDone) await patchTags(id, 'Delete', { [leaseTag(specification)]: standing }, tools);
        else await write({ owner, concernsNodes, until: tools.clock.now() });
      }, tools);
    },
  };
}

async function otherRunsEnded(specification: ClusterSpecification, owner: string, group: JsonObject | undefined, tools: Tools): Promise<void> {
  const first = leaseIn(group, specification);
  if (first === undefined || first.owner === owner) return;
  let lease: Lease | undefined = first;
  while (lease !== undefined && lease.owner === first.owner && lease.until > tools.clock.now()) {
    if (lease.until > first.until) throw atWork(specification, lease);
    tools.logger.notice(`${first.owner} said until ${new Date(first.until).toISOString()} that it works on cluster ${specification.name}. Waiting whether it goes on.`);
    await tools.clock.sleep(Math.min(lease.until - tools.clock.now(), leaseTime) + 1000, tools.signal);
    lease = leaseIn(await tools.arm.find(resourceGroupIdOf(specification), apiVersions.resourceGroups), specification);
  }
  if (lease !== undefined && lease.owner !== owner && lease.until > tools.clock.now()) throw atWork(specification, lease);
}

function atWork(specification: ClusterSpecification, lease: Lease): UserError {
  return new UserError(`Another run works on cluster ${specification.name}: ${lease.owner}. This one has written nothing; run again when that one has ended.`);
}

/** The tags of a resource group without its other properties (Azure Resource Manager documentation, "Microsoft.Resources/tags"). */
async function patchTags(id: string, operation: 'Merge' | 'Delete', tags: Readonly<Record<string, string>>, tools: Tools): Promise<void> {
  await tools.arm.send({ method: 'PATCH', path: `${id}/providers/Microsoft.Resources/tags/default`, apiVersion: apiVersions.tags, body: { operation, properties: { tags } } });
}

/** A lease that cannot be renewed or given back stops nothing. */
async function passingOver(write: () => Promise<void>, { logger }: Pick<Tools, 'logger'>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    logger.debug(`The lease could not be written: ${error.message}`);
  }
}

function isForbidden(error: unknown): boolean {
  return error instanceof AzureError && error.status === 403;
}
