import type { JsonObject } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { bundledPolicies, judge, PolicyError, type AssignedPolicy, type Finding } from '../../policy/index.ts';
import { coreInitiative } from '../../policy/objects/library/wanted.ts';
import type { Report } from '../../report/report.ts';
import { UserError } from '../../run/errors.ts';
import { isObjection } from './judge-living.ts';

/** The core initiative's rules with the user's parameters, ready to judge. Wrong parameters are the user's mistake. */
export function policiesWith(parameters: JsonObject): readonly AssignedPolicy[] {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
  try {
    return bundledPolicies(coreInitiative, parameters);
  } catch (error) {
    if (error instanceof PolicyError) throw new UserError(`"parameters" does not fit the initiative ${coreInitiative}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** What the rules say of one cluster: what they object to or cannot decide, and how many pairs came out how. */
export function judgeCluster(cluster: Resource, policies: readonly AssignedPolicy[]): { readonly findings: readonly Finding[]; readonly counts: Report['counts'] } {
  const all = judge(policies, cluster).map(({ finding }) => finding);
  return { findings: all.filter(isObjection), counts: countsOf(all) };
}

export function countsOf(findings: readonly Finding[]): Report['counts'] {
  const counts: Partial<Record<Finding['verdict'], number>> = {};
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return counts;
}
