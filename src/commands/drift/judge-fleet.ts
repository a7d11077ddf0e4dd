import { lowerIdOf } from '../../arm/lower-id.ts';
import type { Resource } from '../../arm/resource.ts';
import type { ClusterAnswers } from '../../isolation/exposure/answers.ts';
import { exposureFindings, type ExposureFinding } from '../../isolation/exposure/findings.ts';
import { exposureRules } from '../../isolation/exposure/catalogue.ts';
import { clusterView } from '../../isolation/exposure/graph/cluster.ts';
import { inventoryOf, type Inventory } from '../../isolation/exposure/graph/inventory.ts';
import { fleetLooker } from '../../isolation/exposure/fleet.ts';
import type { ExposureRule } from '../../isolation/exposure/rule.ts';
import type { Demands } from '../../isolation/exposure/watched.ts';
import { waysOf, type EarlierWays } from '../../isolation/exposure/meant/earlier.ts';
import { judgeExposures, mostWhole, type JudgedCluster, type NamedCluster } from '../../isolation/exposure/meant/meant.ts';
import { foldExposures } from '../../isolation/exposure/fold.ts';
import type { Severity, Finding, Verdict } from '../../policy/finding.ts';
import { applyExemptions } from '../../policy/exemptions/apply.ts';
import { withFingerprints } from '../../report/fingerprint.ts';
import type { ReportExposure } from '../../report/report.ts';
import { throwIfCancelled } from '../../run/errors.ts';
import { surroundings } from '../assignment/judge-living.ts';
import { judgeResources, type Judged } from '../check/findings/judge-resources.ts';
import type { Judges } from '../check/judges/judges.ts';
import { staleNotes } from '../exposures/notes.ts';
import { reportExposures } from '../exposures/report-exposures.ts';
import type { Tools } from '../tools.ts';
import { concernsOfClusters } from './concerns.ts';
import type { DriftOptions } from './options.ts';
import type { Living } from './read-living.ts';

/** What was found in living clusters and in what they stand on. */
export interface JudgedLiving {
  readonly findings: readonly Finding[];
  readonly counts: Readonly<Partial<Record<Verdict, number>>>;
  /** What became of ways out that are not closed. */
  readonly ways: EarlierWays;
  /** The ways out of clusters as a report shows them: of a fleet, of those with a way that somebody has to look at, as far as there is room. */
  readonly shown: readonly ReportExposure[];
  /** How many clusters there are to be shown. */
  readonly telling: number;
  /** What exposure rules found, with the values that it rests on; what is exempt is among it. */
  readonly exposed: readonly ExposureFinding[];
  /** Ids of the clusters that a resource concerns, by its id in lower case: those that refer to it, whether or not it could be read. */
  readonly concerns: ReadonlyMap<string, readonly string[]>;
  readonly notes: readonly string[];
}

/** A reference leads to a network, that to its tables; more rounds than this follow nothing real. */
const mostRounds = 5;
/** Clusters that are looked at before answers of Azure are taken in, and the run looks whether it was cancelled. */
const breath = 25;
/** Milliseconds between two lines that say how far it is. */
const patience = 5000;

type JudgeFleetOptions = Pick<DriftOptions, 'exposures' | 'egress'>;

/**
 * Judges clusters by every rule, and what they refer to by the policies; what rules miss is read on the way.
 * @param more further findings about what was read, which may be exempt like the others
 */
export async function judgeFleet(living: Living, judges: Judges, options: JudgeFleetOptions, tools: Pick<Tools, 'clock' | 'logger' | 'signal'>, more: () => Promise<readonly Finding[]> = async () => await Promise.resolve([])): Promise<JudgedLiving> {
  const now = tools.clock.now();
  const utcNow = new Date(now).toISOString().replace('Z', '0000Z');
  const judge = async (resources: readonly Resource[]): Promise<Judged> =>
    await judgeResources(resources, judges.policies, judges.exemptions, (resource) => ({ utcNow, ...surroundings(resource) }), tools.signal);
  // Policies about clusters need nothing of what is still on its way.
  const ofClusters = await judge(living.clusters);
  const looked = await lookAtAll(living, options.exposures === 'all' ? 'low' : 'medium', tools);
  const { clusters, stale } = options.exposures === 'none' ? { clusters: [], stale: [] } : judgeExposures(looked.answers, options.egress);
  const notClosed = clusters.map(({ cluster, answers }) => ({ cluster, answers: answers.filter(({ state }) => state !== 'closed') })).filter(({ answers }) => answers.length > 0);
  const judged = joined(ofClusters, await judge(looked.reached));
  const exposed = clusters.flatMap((cluster) => exposureFindings(cluster, options.exposures === 'all' ? 'low' : 'medium'));
  const { findings, notes } = applyExemptions(withFingerprints([...foldExposures(judged.findings, exposed), ...await more()], judged.bodyOf), judges.entries, now);
  const counts: Partial<Record<Verdict, number>> = { ...judged.quiet };
  for (const { verdict } of findings) counts[verdict] = (counts[verdict] ?? 0) + 1;
  return { findings, counts, ways: waysOf(notClosed), ...shownOf(clusters, looked.inventory), exposed, concerns: looked.concerns, notes: [...staleNotes(stale), ...notes] };
}

/** More clusters than this are told of in the table only: with pictures of all, no page would open. */
const mostPictured = 500;

function shownOf(clusters: readonly JudgedCluster<NamedCluster>[], inventory: Inventory): Pick<JudgedLiving, 'shown' | 'telling'> {
  const isFleet = clusters.length > mostWhole;
  const telling = isFleet ? clusters.filter(({ answers }) => answers.some(({ state }) => state !== 'closed' && state !== 'notVisible')) : clusters;
  const pictured = telling.slice(0, mostPictured).map(({ cluster, answers }) => ({ cluster: clusterView(cluster.resource, inventory), answers }));
  return { shown: reportExposures(pictured, new Map(), isFleet), telling: telling.length };
}

interface Looked {
  readonly answers: readonly ClusterAnswers<NamedCluster>[];
  /** Everything that was read. */
  readonly inventory: Inventory;
  /** What clusters refer to, each once. */
  readonly reached: readonly Resource[];
  readonly concerns: JudgedLiving['concerns'];
}

/** Looks at all clusters as soon as something is there, and again, by the rules that missed something, when more is. */
async function lookAtAll(living: Living, least: Severity, tools: Pick<Tools, 'clock' | 'logger' | 'signal'>): Promise<Looked> {
  const isFleet = living.clusters.length > mostWhole;
  const answers = new Map<Resource, ClusterAnswers['answers']>();
  const reached = new Map<string, Resource>();
  const concerns = concernsOfClusters();
  let inventory: Inventory | undefined;
  let pending: ReadonlyMap<Resource, readonly ExposureRule[]> = new Map(living.clusters.map((cluster) => [cluster, exposureRules]));
  const look = async (isMoreComing: boolean): Promise<Demands> => {
    // Before there is a second one: an inventory of a tenant is large.
    inventory = undefined;
    const looker = fleetLooker(living.resources(), living.complete(), least);
    if (!isMoreComing) inventory = looker.inventory;
    const breathe = breathing(pending.size, tools);
    const open = new Map<Resource, readonly ExposureRule[]>();
    for (const [cluster, rules] of pending) {
      await breathe();
      const found = looker.look(cluster, rules);
      // What a rule says that will look again in any case is not kept for so long.
      const settled = isMoreComing ? found.answers.filter(({ rule }) => !found.lacking.includes(rule)) : found.answers;
      const all = inOrder([...(answers.get(cluster) ?? []).filter(({ rule }) => !rules.includes(rule)), ...settled]);
      answers.set(cluster, isFleet ? slim(all) : all);
      const concern = concerns.of(cluster);
      for (const resource of found.reached) {
        reached.set(lowerIdOf(resource) ?? '', resource);
        concern(lowerIdOf(resource) ?? '');
      }
      if (!isMoreComing) for (const id of found.missing) concern(id.toLowerCase());
      if (found.lacking.length > 0) open.set(cluster, found.lacking);
    }
    pending = open;
    return looker.demands();
  };
  let demands: Demands = { ids: [], lists: [] };
  const arrived = arrivals(living.waves);
  for (const [index, wave] of living.waves.entries()) {
    await wave;
    // What came meanwhile is looked at together.
    if (arrived() > index + 1) continue;
    demands = await look(index < living.waves.length - 1);
  }
  for (let round = 1; round < mostRounds && pending.size > 0; round += 1) {
    if (!await living.read(demands)) break;
    demands = await look(false);
  }
  return {
    answers: living.clusters.map((resource) => ({ cluster: { name: resource.name, resource }, answers: answers.get(resource) ?? [] })),
    inventory: inventory ?? inventoryOf(living.resources(), living.complete()),
    reached: [...reached.values()].filter((resource) => !answers.has(resource)),
    concerns: concerns.all(),
  };
}

/** Tells how many of the waves are here: each comes after the one before. */
function arrivals(waves: Living['waves']): () => number {
  let here = 0;
  const count = (): number => (here += 1);
  for (const wave of waves) void wave.then(count, () => undefined);
  return () => here;
}

/** Answers in the order of the catalogue. */
function inOrder(answers: ClusterAnswers['answers']): ClusterAnswers['answers'] {
  const found = new Map(answers.map((one) => [one.rule, one]));
  return exposureRules.flatMap((rule) => found.get(rule) ?? []);
}

/** To be called before each of many clusters. */
function breathing(count: number, { logger, clock, signal }: Pick<Tools, 'clock' | 'logger' | 'signal'>): () => Promise<void> {
  const started = clock.now();
  let [done, told] = [0, started];
  return async () => {
    done += 1;
    if (done % breath !== 0) return;
    await pause(signal);
    const now = clock.now();
    if (now - told < patience) return;
    told = now;
    logger.progress({ subject: 'ways out of clusters', state: `${done} of ${count}`, elapsed: now - started });
  };
}

/** Of a fleet, what nobody has to look at is not kept: evidence that ten thousand clusters are closed would take gigabytes. */
function slim(answers: ClusterAnswers['answers']): ClusterAnswers['answers'] {
  if (answers.length === allClosed.length && answers.every(({ answer }) => answer.state === 'closed')) return allClosed;
  return answers.map((one) => (one.answer.state === 'closed' ? (closedBy.get(one.rule) ?? one) : one));
}

function joined(one: Judged, other: Judged): Pick<Judged, 'findings' | 'quiet' | 'bodyOf'> {
  const sums = (['compliant', 'notApplicable'] as const).map((verdict) => [verdict, (one.quiet[verdict] ?? 0) + (other.quiet[verdict] ?? 0)] as const);
  return {
    findings: [...one.findings, ...other.findings],
    quiet: Object.fromEntries(sums.filter(([, count]) => count > 0)),
    bodyOf: (finding) => one.bodyOf(finding) ?? other.bodyOf(finding),
  };
}

const quiet = { state: 'closed', evidence: [] } as const;
const allClosed: ClusterAnswers['answers'] = exposureRules.map((rule) => ({ rule, answer: quiet }));
const closedBy = new Map(allClosed.map((one) => [one.rule, one]));

async function pause(signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
  throwIfCancelled(signal);
}
