import type { Finding } from '../../../policy/finding.ts';
import type { Baseline } from '../../../sources/baseline.ts';
import { waysOf, type EarlierWays } from '../../../isolation/exposure/meant/earlier.ts';
import { UserError } from '../../../run/errors.ts';
import { readInfrastructure, type InfrastructureRequest } from '../../../sources/read-infrastructure.ts';
import { expandDeployment } from '../../../template/index.ts';
import type { CheckTools } from '../check-tools.ts';
import { findingsIn } from './findings.ts';
import type { Judges } from '../judges/judges.ts';
import { knownFindings, splitByBaseline } from './only-new.ts';
import type { CheckOptions } from '../options.ts';
import type { TrustedTree } from '../trust/trusted.ts';

export interface StandingFindings {
  readonly findings: readonly Finding[];
  readonly notes: readonly string[];
  /** The ways out of before. */
  readonly earlier?: EarlierWays;
}

/** What the infrastructure was read with, but for its tree. */
export type ReadRequest = Omit<InfrastructureRequest, 'tree'>;

/**
 * The findings that count with `only-new`: those that the baseline does not have, or else the base commit, which is judged here in the
 * same way. Throws UserError where there is neither.
 */
export async function newFindings(found: readonly Finding[], options: CheckOptions, judges: Judges, trusted: TrustedTree, read: ReadRequest, tools: CheckTools): Promise<StandingFindings> {
  const before = judges.baseline ?? (await baselineOfBase(options, judges, trusted, read, tools));
  const { fresh, known, healed } = splitByBaseline(found, knownFindings(before.findings));
  const source = judges.baseline === undefined ? 'the base commit' : 'the baseline';
  const counted = [...(known === 0 ? [] : [`${plural(known, 'finding')} of ${source} ${known === 1 ? 'stands' : 'stand'} and ${known === 1 ? 'is' : 'are'} not shown`]), ...(healed === 0 ? [] : [`${healed} of ${source} ${healed === 1 ? 'is' : 'are'} gone`])];
  return { findings: fresh, earlier: before.ways, notes: counted.length === 0 ? [] : [`${counted.join('; ')}.`] };
}

async function baselineOfBase(options: CheckOptions, judges: Judges, trusted: TrustedTree, read: ReadRequest, tools: CheckTools): Promise<Baseline> {
  if (!trusted.isBase) throw new UserError('"only-new" has nothing to compare with here: give "baseline", an earlier report in JSON. Without it only pull requests and merge groups can be compared, with their base commit.');
  const infrastructure = await readInfrastructure({ ...read, tree: trusted.tree }, { expand: expandDeployment, logger: tools.logger, signal: tools.signal });
  const { findings, clusters } = await findingsIn(infrastructure, judges, [], options, tools);
  return { findings, ways: waysOf(clusters) };
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
