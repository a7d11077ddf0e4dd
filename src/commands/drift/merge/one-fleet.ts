import { UserError } from '../../../run/errors.ts';
import type { DriftReport } from './shard-report.ts';

interface NamedReport {
  readonly name: string;
  readonly report: DriftReport;
}

/** So many missing parts are named. */
const mostNamed = 10;

/** What has to be the same in all parts, and what to do when it is not. */
const same: readonly { readonly what: string; readonly of: (report: DriftReport) => unknown; readonly advice: string }[] = [
  { what: 'targets', of: ({ target }) => target.id.toLowerCase(), advice: 'merge the parts of one fleet' },
  { what: 'versions of this project', of: ({ toolVersion }) => toolVersion, advice: 'use one version in all jobs' },
  { what: 'rules', of: ({ rules }) => rules, advice: 'use the same policies in all jobs' },
  { what: 'earlier runs that they are compared with', of: ({ drift }) => drift.earlier?.at, advice: 'give all jobs the same memory' },
  { what: 'values of `dryRun`', of: ({ dryRun }) => dryRun, advice: 'give all jobs the same inputs' },
];

/**
 * The reports by their shards, when they are all parts of one fleet, each once, or one whole one. Throws `UserError` with a sentence for anything else.
 */
export function oneFleet(reports: readonly NamedReport[]): readonly DriftReport[] {
  const [first, ...others] = reports;
  if (first === undefined) return [];
  const { shard } = first.report.drift;
  if (shard === undefined && others.length === 0) return [first.report];
  const byIndex = new Map<number, NamedReport>();
  for (const named of reports) {
    const { name, report: { drift } } = named;
    if (drift.shard === undefined) throw new UserError(`${name} is the report of a whole fleet, and is not one of several parts: name the reports of one run with "shard" alone.`);
    const { index, count } = drift.shard;
    if (index < 1 || index > count) throw new UserError(`${name} is of part ${index} of ${count}, which there cannot be.`);
    if (count !== shard?.count) throw new UserError(`${first.name} is of a fleet in ${shard?.count ?? 1} parts and ${name} of one in ${count}: merge the parts of one run.`);
    const other = byIndex.get(index);
    if (other !== undefined) throw new UserError(`${other.name} and ${name} are both of part ${index} of ${count}: name each part once.`);
    byIndex.set(index, named);
  }
  const count = shard?.count ?? 1;
  if (byIndex.size < count) throw new UserError(missing(byIndex, count));
  for (const { what, of, advice } of same) {
    const different = others.find(({ report }) => JSON.stringify(of(report)) !== JSON.stringify(of(first.report)));
    if (different !== undefined) throw new UserError(`${first.name} and ${different.name} have different ${what}: ${advice}.`);
  }
  return [...byIndex].toSorted(([left], [right]) => left - right).map(([, { report }]) => report);
}

function missing(byIndex: ReadonlyMap<number, unknown>, count: number): string {
  const named: string[] = [];
  for (let index = 1; index <= count && named.length < mostNamed; index += 1) if (!byIndex.has(index)) named.push(`${index}/${count}`);
  const left = count - byIndex.size - named.length;
  const which = `${named.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
  return `The ${count - byIndex.size === 1 ? 'report of part' : 'reports of parts'} ${which} ${count - byIndex.size === 1 ? 'is' : 'are'} missing: without ${count - byIndex.size === 1 ? 'it' : 'them'} nothing can be said of the whole fleet.`;
}
