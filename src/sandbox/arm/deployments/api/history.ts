import { lockOn } from '../../gates/locks/locks.ts';
import { refusal } from '../../http/refusal.ts';
import type { ArmState } from '../../state.ts';
import { isActive, type Deployment } from '../deployment.ts';

/** learn.microsoft.com, "Automatic deletions from deployment history": beyond 700 the oldest go, down to 600; 800 are the limit where they cannot. */
const history = { most: 800, deleteFrom: 700, deleteTo: 600 } as const;

/** The deployments at a scope, the newest first. */
export function deploymentsAt(scope: string, { deployments }: ArmState): readonly Deployment[] {
  const key = scope.toLowerCase();
  return [...deployments.values()].filter((deployment) => deployment.scope.toLowerCase() === key).toReversed();
}

/** Makes room for another deployment in the history of a scope. Throws DeploymentQuotaExceeded where a lock keeps the old ones. */
export function requireHistoryRoom(name: string, scope: string, state: ArmState): void {
  const here = deploymentsAt(scope, state);
  if (here.length < history.deleteFrom) return;
  const isLocked = lockOn(scope, 'delete', state) !== undefined;
  if (isLocked && here.length >= history.most) {
    throw refusal(
      409, 'DeploymentQuotaExceeded',
      `Creating the deployment '${name}' would exceed the quota of '${history.most}'. The current deployment count is '${here.length}'. `
      + 'Please delete some deployments before creating a new one, or see https://aka.ms/800LimitFix for information on managing deployment limits.',
    );
  }
  if (isLocked) return;
  for (const old of here.slice(history.deleteTo)) if (!isActive(old)) state.deployments.delete(old.id.toLowerCase());
}
