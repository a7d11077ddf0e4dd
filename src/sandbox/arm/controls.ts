import { bootstrapOf, type ClusterWrite, type PoolBootstrap } from './aks/nodes/writes.ts';
import { changesOf } from './changes.ts';
import { endDeploymentOf, holdDeploymentOf } from './deployments/fate.ts';
import type { Estate } from './estate/estate.ts';
import { seedEstate } from './estate/seed.ts';
import type { OperationOutcome } from './operations.ts';
import { forgetWithin } from './settle.ts';
import { restoreSnapshot, takeSnapshot, type ArmSnapshot } from './snapshot/snapshot.ts';
import type { Arm } from './state.ts';

/** What a test or a demonstration may do to an ARM besides sending requests. */
export interface ArmControls {
  /** Puts more into the store, or something else in the place of what is there. Throws UserError for what it cannot hold. */
  seed(estate: Estate): void;
  /** Removes what has this id and all that stands below it. */
  forget(id: string): void;
  /** From now on the caller may not read a scope and what is below it; `allow` takes that back. */
  deny(scope: string): void;
  allow(scope: string): void;
  /** From now on it is this person who writes, by the name that Azure tells; undefined: whoever the token is of. */
  actAs(person: string | undefined): void;
  /** Ends an operation so: at once, or when it would have ended. Nothing, when it is over or unknown. */
  endOperation(id: string, outcome: OperationOutcome, when: 'now' | 'atItsEnd'): void;
  /** Lets an operation go on for good. */
  holdOperation(id: string): void;
  /** Where the nodes of a cluster's pools were told to pull from when they were made; empty where there is no cluster. */
  bootstrapOf(clusterId: string): readonly PoolBootstrap[];
  /** Whether the API server of a cluster has moved and its nodes have not learned so yet: it was not stopped and started since. */
  awaitsRestart(clusterId: string): boolean;
  /** What the PUTs of a cluster that were taken led to, oldest first. */
  clusterWrites(clusterId: string): readonly ClusterWrite[];
  /** All that it knows, as plain data. */
  snapshot(): ArmSnapshot;
  /** Puts what a snapshot holds in the place of all that it knows. Throws UserError for anything else, and has changed nothing then. */
  restore(snapshot: unknown): void;
  /** A number that is another one after a change. */
  changes(): number;
}

/**
 * @param clock tells the time: milliseconds since 1970
 * @param pass lets everything happen that is to happen until now
 */
export function controlsOf(arm: Arm, clock: () => number, pass: () => void): ArmControls {
  const { access, operations } = arm.state;
  return {
    seed: (estate: Estate) => seedEstate(estate, arm.state, clock()),
    forget: (id: string) => forgetWithin(arm.state, id.toLowerCase()),
    deny: (scope: string) => access.deny(scope),
    allow: (scope: string) => access.allow(scope),
    endOperation: (id: string, outcome: OperationOutcome, when: 'now' | 'atItsEnd') => {
      operations.fail(id, outcome, when, clock());
      endDeploymentOf(id, outcome, when, arm.state, clock());
    },
    snapshot: () => takeSnapshot(arm.state, clock()),
    restore: (snapshot: unknown) => restoreSnapshot(arm.state, snapshot),
    changes: () => changesOf(arm.state),
    holdOperation: (id: string) => {
      operations.hold(id);
      holdDeploymentOf(id, arm.state);
    },
    bootstrapOf: (clusterId: string) => {
      pass();
      return bootstrapOf(arm.state.clusters.get(clusterId.toLowerCase()) ?? { pools: [] });
    },
    awaitsRestart: (clusterId: string) => {
      pass();
      return arm.state.clusters.get(clusterId.toLowerCase())?.awaitsRestart === true;
    },
    clusterWrites: (clusterId: string) => arm.state.clusterWrites.get(clusterId.toLowerCase()) ?? [],
    actAs: (person: string | undefined) => {
      arm.state.activity.actor = person === undefined ? undefined : { name: person, type: 'User', client: 'Azure Portal' };
    },
  };
}
