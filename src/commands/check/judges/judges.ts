import type { ExemptionEntry } from '../../../policy/exemptions/entry.ts';
import { UserError } from '../../../run/errors.ts';
import type { Baseline } from '../../../sources/baseline.ts';
import { exemptionsPath } from '../../../sources/exemptions-path.ts';
import type { CheckTools } from '../check-tools.ts';
import { choosePolicies, type ChosenPolicies } from './chosen-policies.ts';
import { judgeTree } from '../trust/judge-tree.ts';
import type { CheckOptions } from '../options.ts';
import { trustedText } from '../trust/trusted-tree.ts';
import type { TrustedTree } from '../trust/trusted.ts';

/** Everything that decides what is found and what of it counts. */
export interface Judges extends ChosenPolicies {
  readonly entries: readonly ExemptionEntry[];
  /** An earlier report; undefined without a `baseline`. */
  readonly baseline: Baseline | undefined;
  /** The paths that all of it comes from, whether or not there is something. */
  readonly paths: readonly string[];
}

/** What of the inputs chooses the judges. */
export type JudgeOptions = Pick<CheckOptions, 'initiatives' | 'parameters' | 'policyPaths' | 'environment' | 'exemptionsFile' | 'baseline' | 'exposures'>;

/** Reads policies, exemptions and baseline from where they can be trusted. Throws UserError for what cannot be read. */
export async function readJudges(options: JudgeOptions, trusted: TrustedTree, tools: Pick<CheckTools, 'folder' | 'signal'>): Promise<Judges> {
  const { initiatives, parameters, policyPaths, environment, exemptionsFile, baseline } = options;
  const tree = judgeTree(trusted, tools.folder);
  const textOf = async (path: string): Promise<string | undefined> => await trustedText({ ...trusted, tree }, path);
  const [chosen, exemptions, earlier] = await Promise.all([
    choosePolicies({ tree, initiatives, parameters, policyPaths, mayBeNone: options.exposures === 'all' }, { signal: tools.signal, absent: trusted.isBase ? 'note' : 'refuse', ...(environment === undefined ? {} : { environment }) }),
    textOf(exemptionsFile ?? exemptionsPath),
    baseline === undefined ? undefined : textOf(baseline),
  ]);
  if (exemptions === undefined && exemptionsFile !== undefined && !trusted.isBase) throw new UserError(`There is no exemptions file "${exemptionsFile}".`);
  if (earlier === undefined && baseline !== undefined && !trusted.isBase) throw new UserError(`There is no baseline "${baseline}"; make one with --format json --output ${baseline}.`);
  return {
    ...chosen,
    notes: [...chosen.notes, ...(earlier === undefined && baseline !== undefined && trusted.isBase ? [`The base commit has no baseline \`${baseline}\`: every finding counts as new.`] : [])],
    entries: exemptions === undefined ? [] : (await import('../../../sources/exemptions-file.ts')).parseExemptions(exemptions, exemptionsFile ?? exemptionsPath),
    baseline: earlier === undefined ? (baseline === undefined ? undefined : { findings: [], ways: new Map() }) : (await import('../../../sources/baseline.ts')).parseBaseline(earlier, baseline ?? ''),
    paths: [...policyPaths, exemptionsFile ?? exemptionsPath, ...(baseline === undefined ? [] : [baseline])],
  };
}
