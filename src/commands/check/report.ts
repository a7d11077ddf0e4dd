import type { GitHubEvent } from '../../github/event.ts';
import type { Finding } from '../../policy/finding.ts';
import { worstVerdict, type Report, type ReportExposure, type ReportFact, type ReportRule } from '../../report/report.ts';
import type { Infrastructure } from '../../sources/read-infrastructure.ts';
import type { Found } from './findings/findings.ts';
import type { Judges } from './judges/judges.ts';
import type { CheckOptions } from './options.ts';
import { rulesOf } from './judges/rules.ts';
import type { TrustedTree } from './trust/trusted.ts';

export interface ReportParts {
  readonly options: CheckOptions;
  readonly event: GitHubEvent;
  readonly trusted: TrustedTree;
  readonly judges: Judges;
  readonly infrastructure: Infrastructure;
  readonly findings: readonly Finding[];
  readonly counts: Found['counts'];
  /** Each cluster with its ways out, and the rules that were asked. */
  readonly exposures: { readonly clusters: readonly ReportExposure[]; readonly rules: readonly ReportRule[] };
  /** Beside those of the files. */
  readonly facts: readonly ReportFact[];
  readonly notes: readonly string[];
}

/** What a run found, as every surface shows it. */
export function reportOf({ options, event, trusted, judges, infrastructure, findings, counts, exposures, facts, notes }: ReportParts): Report {
  const { files, resources } = infrastructure;
  const where = options.paths.length === 0 ? '' : ` in ${listed(options.paths)}`;
  const name = options.paths.length === 0 ? 'infrastructure files' : options.paths.join(' ');
  const skipped = sum(Object.values(files.skipped));
  return {
    command: 'check',
    title: `infrastructure files${where}`,
    verdict: findings.length === 0 && resources.length === 0 ? 'notApplicable' : worstVerdict(findings),
    target: { id: options.paths.join(' '), name },
    changed: false,
    dryRun: false,
    steps: [],
    findings,
    counts,
    files: { judged: files.judged.length, skipped, resources: resources.length },
    rules: [...rulesOf(judges.policies), ...exposures.rules],
    ...(exposures.clusters.length === 0 ? {} : { exposures: exposures.clusters }),
    facts: [...factsOf({ trusted, judges, infrastructure }), ...facts],
    notes,
    ...(event.pullRequest === undefined ? {} : { pullRequest: { number: event.pullRequest.number } }),
  };
}

function factsOf({ trusted, judges, infrastructure: { notRead, unpaired } }: Pick<ReportParts, 'trusted' | 'judges' | 'infrastructure'>): readonly ReportFact[] {
  const initiatives = new Set(judges.policies.flatMap(({ initiative }) => (initiative === undefined ? [] : [initiative.name])));
  const single = judges.policies.filter(({ initiative }) => initiative === undefined).length;
  const by = [...initiatives, ...(single === 0 ? [] : [`${single} single ${single === 1 ? 'policy' : 'policies'}`])];
  return [
    { label: 'Judged by', value: listed(by) },
    ...(trusted.commit === undefined ? [] : [{ label: 'Policies of', value: `base commit ${trusted.commit.slice(0, 12)}` }]),
    ...(unpaired.length === 0 ? [] : [{ label: 'Parameters without a template', value: listed(unpaired) }]),
    ...(notRead === undefined ? [] : [{ label: 'Not judged', value: `${notRead}: judge a plan (terraform show -json)` }]),
  ];
}

function listed(names: readonly string[]): string {
  return names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
