import { UserError } from '../../../run/errors.ts';
import { Hierarchy } from '../hierarchy/hierarchy.ts';
import type { ArmState } from '../state.ts';
import { isDeployment, isDueDeployment, isRemediation } from './deployments.ts';
import { isEntryOf, isListOf, isNumber, isOptional, isShapedAs, isText, type Check } from './check.ts';
import {
  isActor, isChange, isCluster, isClusterWrite, isCustomRole, isDueEvaluation, isEvent, isLock, isManagementGroup, isOperation, isPolicyObject, isPolicyState, isPrincipal,
  isResource, isResourceGroup, isRoleAssignment, isScan, isSubscription, isUnwell,
} from './shapes.ts';

/** How one part of what an ARM knows is written, and read back. */
export interface Part {
  /** As plain data. */
  readonly save: () => unknown;
  /** Checks what was written and returns what puts it in the place of what is there. Throws `UserError`, and has changed nothing then. */
  readonly read: (saved: unknown) => () => void;
}

/** The parts of a state; a new member of it does not compile until it is named here. */
export function partsOf(state: ArmState): Readonly<Record<keyof ArmState, Part>> {
  return {
    hierarchy: hierarchyPart(state.hierarchy),
    access: listPart('access', isText, () => state.access.denied(), (scopes) => state.access.restore(scopes)),
    groups: mapPart('groups', state.groups, isResourceGroup),
    clusters: mapPart('clusters', state.clusters, isCluster),
    clusterWrites: mapPart('clusterWrites', state.clusterWrites, isListOf(isClusterWrite)),
    resources: listPart('resources', isResource, () => state.resources.all(), (resources) => state.resources.restore(resources)),
    policies: mapPart('policies', state.policies, isPolicyObject),
    roleAssignments: mapPart('roleAssignments', state.roleAssignments, isRoleAssignment),
    customRoles: mapPart('customRoles', state.customRoles, isCustomRole),
    locks: mapPart('locks', state.locks, isLock),
    registrations: mapPart('registrations', state.registrations, isNumber),
    principals: mapPart('principals', state.principals, isPrincipal),
    operations: objectPart('operations', isOperations, () => state.operations.save(), (saved) => state.operations.restore(saved)),
    deployments: mapPart('deployments', state.deployments, isDeployment),
    remediations: mapPart('remediations', state.remediations, isRemediation),
    dueDeployments: mapPart('dueDeployments', state.dueDeployments, isDueDeployment),
    activity: objectPart('activity', isActivity, () => state.activity.save(), (saved) => state.activity.restore(saved)),
    policyStates: objectPart('policyStates', isPolicyStates, () => state.policyStates.save(), (saved) => state.policyStates.restore(saved)),
  };
}

const isOperations = isShapedAs({ operations: isListOf(isOperation), unwell: isListOf(isEntryOf(isUnwell)) });
const isActivity = isShapedAs({ changes: isListOf(isChange), events: isListOf(isEvent), actor: isOptional(isActor) });
const isPolicyStates = isShapedAs({
  records: isListOf(isEntryOf(isListOf(isPolicyState))), scans: isListOf(isEntryOf(isScan)), due: isListOf(isDueEvaluation), nextScan: isOptional(isNumber),
});
const isHierarchy = isShapedAs({ groups: isListOf(isManagementGroup), subscriptions: isListOf(isSubscription) });

function objectPart<Saved>(name: string, check: Check<Saved>, save: () => Saved, restore: (saved: Saved) => void): Part {
  return {
    save,
    read: (saved) => {
      if (!check(saved)) throw damaged(name);
      return () => restore(saved);
    },
  };
}

function listPart<Item>(name: string, check: Check<Item>, save: () => readonly Item[], restore: (items: readonly Item[]) => void): Part {
  return {
    save,
    read: (saved) => {
      const items = requireList(name, saved);
      const wrong = items.findIndex((item) => !check(item));
      if (wrong >= 0) throw damaged(`${name}[${wrong}]`);
      const checked = items.filter(check);
      return () => restore(checked);
    },
  };
}

function mapPart<Value>(name: string, map: Map<string, Value>, check: Check<Value>): Part {
  return listPart(name, isEntryOf(check), () => [...map], (entries) => {
    map.clear();
    for (const [key, value] of entries) map.set(key, value);
  });
}

function hierarchyPart(hierarchy: Hierarchy): Part {
  return {
    save: () => ({ groups: hierarchy.groups(), subscriptions: hierarchy.subscriptions() }),
    read: (saved) => {
      if (!isHierarchy(saved)) throw damaged('hierarchy');
      try {
        new Hierarchy().restore(saved.groups, saved.subscriptions);
      } catch (thrown) {
        throw thrown instanceof RangeError ? damaged('hierarchy', thrown.message) : thrown;
      }
      return () => hierarchy.restore(saved.groups, saved.subscriptions);
    },
  };
}

function requireList(name: string, saved: unknown): readonly unknown[] {
  if (!Array.isArray(saved)) throw damaged(name);
  return saved;
}

/** What is wrong with a snapshot, for a sentence. */
export function damaged(where: string, why = 'is not what this version of the sandbox keeps there'): UserError {
  return new UserError(`"${where}" ${why}`);
}
