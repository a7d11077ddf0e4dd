import type { Resource } from '../../arm/resource.ts';
import type { ClusterAnswers } from '../../isolation/exposure/answers.ts';
import { exposureFindings, type ExposureFinding } from '../../isolation/exposure/findings.ts';
import { fleetLooker } from '../../isolation/exposure/fleet.ts';
import type { CompleteList } from '../../isolation/exposure/graph/inventory.ts';
import { judgeExposures, mostWhole, type JudgedCluster } from '../../isolation/exposure/meant/meant.ts';
import { foldExposures } from '../../isolation/exposure/fold.ts';
import type { Severity, Finding, Verdict } from '../../policy/finding.ts';
import { applyExemptions } from '../../policy/exemptions/apply.ts';
import { withFingerprints } from '../../report/fingerprint.ts';
import { throwIfCancelled } from '../../run/errors.ts';
import { surroundings } from '../assignment/judge-living.ts';
import { judgeResources } from '../check/findings/judge-resources.ts';
import type { Judges } from '../check/judges/judges.ts';
import { staleNotes } from '../exposures/notes.ts';
import type { Tools } from '../tools.ts';
import type { DriftOptions } from './options.ts';
import type { Living } from './read-living.ts';

/** What was found in living clusters and in what they stand on. */
export interface JudgedLiving {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  readonly clusters: readonly JudgedCluster[];
  /** What exposure rules found, with the values that it rests on; what is exempt is among it. */
  readonly exposed: readonly ExposureFinding[];
  /** Ids of the clusters that a resource concerns, by its id in lower case: those that refer to it, whether or not it could be read. */
  readonly concerns: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** A reference leads to a network, that to its tables; more rounds than this follow nothing real. */
const mostRounds = 5;
/** Clusters that are looked at before the run looks whether it was cancelled, and tells how far it is. */
const breath = 250;

type JudgeFleetOptions = Pick<DriftOptions, 'exposures' | 'egress'>;

/**
 * Judges clusters by every rule, and what they refer to by the policies; what rules miss is read on the way.
 * @param more further findings about what was read, which may be exempt like the others
 */
export async function judgeFleet(living: Living, judges: Judges, options: JudgeFleetOptions, tools: Pick<Tools, 'clock' | 'logger' | 'signal'>, more: () => Promise<readonly Finding[]> = async () => await Promise.resolve([])): Promise<JudgedLiving> {
  const looked = await lookAtAll(living, options.exposures === 'all' ? 'low' : 'medium', tools);
  const { clusters, stale } = options.exposures === 'none' ? { clusters: [], stale: [] } : judgeExposures(looked.answers, options.egress);
  const now = tools.clock.now();
  const utcNow = new Date(now).toISOString().replace('Z', '0000Z');
  const judged = await judgeResources([...living.clusters, ...looked.reached], judges.policies, judges.exemptions, (resource) => ({ utcNow, ...surroundings(resource) }), tools.signal);
  const exposed = clusters.flatMap((cluster) => exposureFindings(cluster, options.exposures === 'all' ? 'low' : 'medium'));
  const { findings, notes } = applyExemptions(withFingerprints([...foldExposures(judged.findings, exposed), ...await more()], judged.bodyOf), judges.entries, now);
  const counts: Partial<Record<Verdict, number>> = { ...judged.quiet };
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, clusters, exposed, concerns: looked.concerns, notes: [...staleNotes(stale), ...notes] };
}

interface Looked {
  readonly answers: readonly ClusterAnswers[];
  /** What clusters refer to, each once. */
  readonly reached: readonly Resource[];
  readonly concerns: JudgedLiving['concerns'];
}

async function lookAtAll(living: Living, least: Severity, { logger, clock, signal }: Pick<Tools, 'clock' | 'logger' | 'signal'>): Promise<Looked> {
  const started = clock.now();
  const isFleet = living.clusters.length > mostWhole;
  const answers = new Map<Resource, ClusterAnswers>();
  const reached = new Map<string, Resource>();
  const concerns = new Map<string, Set<string>>();
  let pending = living.clusters;
  for (let round = 0; round < mostRounds && pending.length > 0; round += 1) {
    const looker = fleetLooker(living.resources(), living.complete(), least);
    const open: Resource[] = [];
    const [ids, lists] = [new Set<string>(), new Map<string, CompleteList>()];
    for (const [position, cluster] of pending.entries()) {
      if (position % breath === breath - 1) {
        logger.progress({ subject: `${living.clusters.length} clusters`, state: `${position + 1} of ${pending.length} judged`, elapsed: clock.now() - started });
        await pause(signal);
      }
      const look = looker.look(cluster);
      answers.set(cluster, isFleet ? { cluster: looker.bare(cluster), answers: slim(look) } : { cluster: look.cluster, answers: look.answers });
      for (const resource of look.reached) {
        reached.set((resource.id ?? '').toLowerCase(), resource);
        concern(concerns, resource.id ?? '', cluster);
      }
      for (const id of look.demands.ids) {
        ids.add(id);
        concern(concerns, id, cluster);
      }
      for (const list of look.demands.lists) lists.set(`${list.type}|${list.scope}`.toLowerCase(), list);
      if (look.demands.ids.length + look.demands.lists.length > 0) open.push(cluster);
    }
    const hasMoreForAll = await living.read(looker.shared());
    const hasMore = await living.read({ ids: [...ids], lists: [...lists.values()] });
    pending = hasMoreForAll ? living.clusters : hasMore ? open : [];
  }
  return {
    answers: living.clusters.flatMap((cluster) => answers.get(cluster) ?? []),
    reached: [...reached.values()].filter((resource) => !answers.has(resource)),
    concerns: new Map([...concerns].map(([id, clusters]) => [id, [...clusters]])),
  };
}

function concern(concerns: Map<string, Set<string>>, id: string, { id: clusterId = '' }: Resource): void {
  const key = id.toLowerCase();
  const known = concerns.get(key);
  if (known === undefined) concerns.set(key, new Set([clusterId]));
  else known.add(clusterId);
}

/** Of a fleet, what nobody has to look at is not kept: evidence that ten thousand clusters are closed would take gigabytes. */
function slim({ answers }: ClusterAnswers): ClusterAnswers['answers'] {
  return answers.map(({ rule, answer }) => (answer.state === 'closed' ? { rule, answer: quiet } : { rule, answer }));
}

const quiet = { state: 'closed', evidence: [] } as const;

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}
