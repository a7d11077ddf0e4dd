import { apiVersions } from '../../arm/api-versions.ts';
import { textAt } from '../../arm/json.ts';
import { AzureError } from '../../azure/arm-error.ts';
import { deleteAndWait } from '../../azure/deletion.ts';
import { listOf, type Deletion } from '../../isolation/deployment/removal.ts';
import type { ReportStep } from '../../report/report.ts';
import { formatElapsed } from '../../run/logger.ts';
import type { Tools } from '../tools.ts';
import { deletionStep } from './steps.ts';

/** Carries deletions out one after the other; each is pushed to `journal` as it ends. What turns out to be in use is left, and told. */
export async function carryOutDeletions(deletions: readonly Deletion[], journal: ReportStep[], pollInterval: number, tools: Tools): Promise<void> {
  for (const deletion of deletions) {
    const started = tools.clock.now();
    tools.logger.info(deletion.title);
    try {
      const left = await carryOut(deletion, pollInterval, tools);
      const elapsed = tools.clock.now() - started;
      journal.push(left === undefined ? deletionStep(deletion, 'done', { elapsed }) : deletionStep(deletion, 'skipped', { details: [left] }));
      tools.logger.info(`  ${left ?? `done in ${formatElapsed(elapsed)}`}`);
    } catch (error) {
      journal.push(deletionStep(deletion, 'failed', { elapsed: tools.clock.now() - started }));
      throw error;
    }
  }
}

/** Returns why something was left, or undefined when it is gone. */
async function carryOut({ kind, id, subject, apiVersion, condition }: Deletion, pollInterval: number, tools: Tools): Promise<string | undefined> {
  if (kind === 'group') {
    // Deleting a group deletes whatever is in it; a resource may have come, or been left, since the plan was made.
    const inside = await tools.arm.list(`${id}/resources`, apiVersions.resources).catch(unlessAbsent);
    if (inside.length > 0) return `left, as there is something in it: ${listOf(inside.map((one) => textAt(one, 'id') ?? ''))}`;
  }
  try {
    await deleteAndWait({ method: 'DELETE', path: id, apiVersion, headers: condition }, subject, { ...tools, pollInterval });
  } catch (error) {
    if (error instanceof AzureError && isInUse(error)) return `left, as it is in use: ${error.message}`;
    throw error;
  }
  return undefined;
}

function unlessAbsent(error: unknown): readonly never[] {
  if (error instanceof AzureError && error.status === 404) return [];
  throw error;
}

/** `InUseSubnetCannotBeDeleted`, `InUseNetworkSecurityGroupCannotBeDeleted`, `CannotDeleteResource` and their like, as public logs show them. */
function isInUse({ status, code }: AzureError): boolean {
  return (status === 400 || status === 409) && /InUse|CannotBeDeleted|CannotDelete|HasDependen/i.test(code);
}
