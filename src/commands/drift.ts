import { compareRuns } from '../isolation/drift/compare.ts';
import { earlierOfShard, inShard } from '../isolation/drift/shards.ts';
import { UserError } from '../run/errors.ts';
import { folderTree } from '../sources/files/folder-tree.ts';
import { readJudges, type Judges } from './check/judges/judges.ts';
import { trustedTree } from './check/trust/trusted-tree.ts';
import type { TrustedTree } from './check/trust/trusted.ts';
import { beside, type Beside } from './drift/beside.ts';
import type { DeclaredSide } from './drift/declared.ts';
import type { DriftTools } from './drift/drift-tools.ts';
import { judgeFleet, type JudgedLiving } from './drift/judge-fleet.ts';
import { knownFleet, type KnownFleet } from './drift/known-fleet.ts';
import { lookOf } from './drift/look.ts';
import { recall, type Memory } from './drift/memory.ts';
import type { DriftOptions } from './drift/options.ts';
import { detailFor, readLiving, type Living } from './drift/read-living.ts';
import { reportOf } from './drift/report.ts';
import { subjectOf } from './drift/subject.ts';
import { tellIssue } from './drift/tell-issue.ts';
import { exceeds } from './drift/verdict.ts';
import { withWrites } from './drift/writes.ts';
import type { Outcome } from './tools.ts';

/**
 * Judges living clusters as `check` judges files, and tells what became of them since the last run. Writes nothing to Azure unless it is to remedy; on
 * GitHub it keeps the issue of its target.
 */
export async function drift(options: DriftOptions, tools: DriftTools): Promise<Outcome> {
  const { folder, event, logger } = tools;
  const { shard } = options;
  const trusted = await trustedTree(event, { trust: undefined, folder, checkout: folderTree(folder), githubToken: options.githubToken }, tools);
  try {
    for (const warning of trusted.warnings) logger.warning(warning);
    const { judges, memory, at, fleet, judged, others, notes } = await observe(options, trusted, tools);
    const earlier = memory.earlier === undefined || shard === undefined ? memory.earlier : earlierOfShard(memory.earlier, shard);
    const comparison = compareRuns(earlier, lookOf(fleet, judged, [...judged.findings, ...others.findings], judges, options, at));
    const compared = await withWrites(comparison, earlier, tools);
    const report = reportOf({ options, fleet, judges, judged, others, compared, earlier, notes: [...trusted.warnings, ...memory.notes, ...notes] });
    const issue = await tellIssue(report, compared, memory, options, tools);
    return {
      report,
      exceeds: exceeds(report.findings, { unseen: fleet.unseen, carried: compared.carried }, options),
      ...(issue?.url === undefined ? {} : { issueUrl: issue.url }),
      ...(others.failure === undefined ? {} : { failure: others.failure }),
      isPrivate: true,
    };
  } finally {
    trusted.close();
  }
}

interface Observed {
  readonly judges: Judges;
  readonly memory: Memory;
  /** When everything was read: ISO 8601 in UTC. */
  readonly at: string;
  readonly fleet: KnownFleet;
  readonly judged: JudgedLiving;
  readonly others: Beside;
  readonly notes: readonly string[];
}

/** Reads clusters and judges them. Their documents live no longer than this: see `KnownFleet`. */
async function observe(options: DriftOptions, trusted: TrustedTree, tools: DriftTools): Promise<Observed> {
  const { shard } = options;
  const readOptions = { detail: detailFor(options), ...(shard === undefined ? {} : { isInShard: (subscriptionId: string) => inShard(subscriptionId, shard) }) };
  const [judges, memory, living] = await Promise.all([
    readJudges(options, trusted, tools),
    recall(options, tools),
    tools.logger.group(`Reading ${subjectOf(options.target).title}`, async () => await readLiving(options.target, readOptions, tools)),
  ]);
  requireSomething(living, memory.earlier !== undefined, options);
  const at = new Date(tools.clock.now()).toISOString();
  const declared: { side?: DeclaredSide } = {};
  const judged = await judgeFleet(living, judges, options, tools, async () => {
    if (options.declared === undefined) return [];
    declared.side = await (await import('./drift/declared.ts')).declaredSide(living, options.declared, options.target, tools);
    return declared.side.findings;
  });
  const others = await beside(living, judges, judged, options, tools);
  return { judges, memory, at, fleet: knownFleet(living), judged, others, notes: declared.side?.notes ?? [] };
}

/** A first look at nothing is a mistake; what a run before knew may be gone. */
function requireSomething({ clusters, unseen, gone }: Living, isKnown: boolean, { target }: DriftOptions): void {
  if (clusters.length > 0 || isKnown) return;
  const { title } = subjectOf(target);
  const [first] = unseen;
  if (first !== undefined) throw new UserError(`Nothing of ${title} could be read: ${first.scope}: ${first.why}`);
  if (target.kind === 'cluster' || target.scopes.length === 0) throw new UserError(`There is no such cluster: ${gone[0] ?? title}. Check the name, or the subscription.`);
}
