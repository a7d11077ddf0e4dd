import { apiVersions, policyExemptionType } from '../../arm/api-versions.ts';
import type { ObjectionsTo, PreflightObservation } from '../../isolation/deployment/preflight/observation.ts';
import type { JudgedWrite } from '../../isolation/deployment/preflight/policies/judged-writes.ts';
import { AzureError } from '../arm-error.ts';
import type { ArmClient } from '../arm-client.ts';
import { checkPolicyRestrictions } from '../policy-restrictions.ts';
import { seenFrom } from './seen.ts';

/**
 * What the assigned policies would say of what is written, and the exemptions that may let it pass. That Azure Policy does not answer keeps nobody from
 * deploying: whatever fails there is unseen.
 */
export async function readObjections(writes: readonly JudgedWrite[], group: string, arm: ArmClient): Promise<Pick<PreflightObservation, 'objections' | 'exemptions'>> {
  if (writes.length === 0) return {};
  const [objections, exemptions] = await Promise.all([
    Promise.all(writes.map(async (write) => await objectionsTo(write, arm))),
    seenFrom(arm.list(`${group}/providers/${policyExemptionType}`, apiVersions.policyExemptions), []),
  ]);
  return { objections, exemptions };
}

async function objectionsTo({ step, scope, content, apiVersion, parentId }: JudgedWrite, arm: ArmClient): Promise<ObjectionsTo> {
  try {
    return { step, said: { known: await checkPolicyRestrictions({ scope, content, apiVersion, ...(parentId === undefined ? {} : { parentId }) }, arm) } };
  } catch (error) {
    if (!(error instanceof AzureError)) throw error;
    return { step, said: { unseen: error.message } };
  }
}
