import type { ArmState } from './state.ts';

/** A map that counts its changes, so that what was worked out from it can be kept until it changes. */
export class CountedMap<Key, Value> extends Map<Key, Value> {
  changes = 0;

  override set(key: Key, value: Value): this {
    this.#count();
    return super.set(key, value);
  }

  override delete(key: Key): boolean {
    this.#count();
    return super.delete(key);
  }

  override clear(): void {
    this.#count();
    super.clear();
  }

  #count(): void {
    this.changes += 1;
  }
}

/** A number that is another one as soon as anything of a state has changed that documents show. */
export function changesOf({ hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates }: ArmState): number {
  return [hierarchy, access, groups, clusters, resources, policies, roleAssignments, customRoles, locks, registrations, operations, deployments, dueDeployments, remediations, policyStates.records].reduce((sum, { changes }) => sum + changes, 0);
}
