/** `drift` over the sandbox without sockets. */
import { drift } from '../../../src/commands/drift.ts';
import type { DriftOptions } from '../../../src/commands/drift/options.ts';
import type { Outcome } from '../../../src/commands/tools.ts';
import type { GitHubEvent } from '../../../src/github/event.ts';
import { silentLogger, type InProcessArm } from '../../azure/in-process-arm.ts';

export const noEvent: GitHubEvent = { name: 'none', apiUrl: 'https://api.github.test', serverUrl: 'https://github.test' };

export const plain: Omit<DriftOptions, 'target'> = {
  initiatives: undefined, parameters: {}, policyPaths: [], environment: undefined, exemptionsFile: undefined, baseline: undefined, earlierReport: undefined,
  failOn: 'auto', leastSeverity: 'low', exposures: 'auto', egress: [], shard: undefined, merge: undefined, issue: undefined, githubToken: undefined,
  declared: undefined, azureStates: false, triggerEvaluation: false, remediate: 'none', allowDisruption: false, allowedSubscriptions: [], dryRun: false, planHash: undefined, pollInterval: 1000,
};

/** @param folder where policies, exemptions and earlier reports lie */
export async function runDrift(arm: InProcessArm, options: Partial<DriftOptions> & Pick<DriftOptions, 'target'>, folder = '/nowhere'): Promise<Outcome> {
  return await drift({ ...plain, ...options }, {
    arm: arm.connect(), clock: arm.clock, logger: silentLogger, signal: new AbortController().signal, version: '0.0.0', folder, event: noEvent,
  });
}
