import { matchesWildcard } from '../../../policy/exemptions/wildcard.ts';
import type { ClusterAnswers } from '../answers.ts';
import type { Evidence } from '../evidence.ts';
import type { ClusterView } from '../graph/cluster.ts';
import type { ExposureRule } from '../rule.ts';
import type { EgressDeclaration } from './declaration.ts';

/** A rule's answer for a cluster, and what of it is meant. */
export interface JudgedAnswer {
  readonly rule: ExposureRule;
  /** `meant`: everything that is open was declared. `notVisible`: undetermined, and only because something was not given. */
  readonly state: 'closed' | 'open' | 'meant' | 'undetermined' | 'notVisible';
  /** What decided: of `open` what is open and not meant, of `meant` what is open, of the others all of that state. */
  readonly evidence: readonly Evidence[];
  /** The declarations that cover what is open. */
  readonly declarations: readonly EgressDeclaration[];
}

/** What has to be known of a cluster to judge what rules say of it. */
export type NamedCluster = Pick<ClusterView, 'name' | 'resource'>;

export interface JudgedCluster<Cluster extends NamedCluster = ClusterView> {
  readonly cluster: Cluster;
  readonly answers: readonly JudgedAnswer[];
}

export interface JudgedExposures<Cluster extends NamedCluster = ClusterView> {
  readonly clusters: readonly JudgedCluster<Cluster>[];
  /** Declarations of ways that are open nowhere, although every cluster that they could be about was decided. */
  readonly stale: readonly EgressDeclaration[];
}

/** The answers with the ways set apart that are declared. */
export function judgeExposures<Cluster extends NamedCluster>(found: Iterable<ClusterAnswers<Cluster>>, declarations: readonly EgressDeclaration[]): JudgedExposures<Cluster> {
  const used = new Set<EgressDeclaration>();
  const undecided = new Set<EgressDeclaration>();
  const matchers = declarations.map(lowered);
  const quiet = new Map<ClusterAnswers['answers'], readonly JudgedAnswer[]>();
  const clusters = Array.from(found, ({ cluster, answers }, index): JudgedCluster<Cluster> => {
    const kept = index < mostWhole ? mostKept : 0;
    const about = matchers.filter(({ declaration }) => concerns(declaration, cluster));
    // Thousands of clusters that have nothing to show may share their answers.
    const same = quiet.get(answers);
    if (same !== undefined) return { cluster, answers: same };
    const judged = {
      cluster,
      answers: answers.map(({ rule, answer }) => {
        const candidates = rule.kind === 'works' ? [] : about.filter(({ way }) => matchesWildcard(way, rule.id.toLowerCase()));
        const open = answer.evidence.filter(({ state }) => state === 'open');
        const covering = new Map(open.map((evidence) => [evidence, candidates.find((candidate) => covers(candidate, evidence))?.declaration] as const));
        const declared = [...new Set([...covering.values()].filter((declaration) => declaration !== undefined))];
        for (const declaration of declared) used.add(declaration);
        if (answer.state === 'undetermined') for (const { declaration } of candidates) undecided.add(declaration);
        return { rule, declarations: declared, ...settled(answer.evidence, open, open.filter((evidence) => covering.get(evidence) === undefined), kept) };
      }),
    };
    if (answers.every(({ answer }) => answer.state === 'closed' && answer.evidence.length === 0)) quiet.set(answers, judged.answers);
    return judged;
  });
  const seen = declarations.filter((declaration) => clusters.some(({ cluster }) => concerns(declaration, cluster)));
  return { clusters, stale: seen.filter((declaration) => !used.has(declaration) && !undecided.has(declaration)) };
}

/** One more than a report tells, so that it can say that there is more. */
const mostKept = 4;
/** So many clusters are shown with every way; of more, only the ways that somebody has to look at. */
export const mostWhole = 200;

function settled(all: readonly Evidence[], open: readonly Evidence[], unmeant: readonly Evidence[], kept: number): Pick<JudgedAnswer, 'state' | 'evidence'> {
  if (unmeant.length > 0) return { state: 'open', evidence: unmeant };
  const unknown = all.filter(({ state }) => state === 'undetermined');
  const values = unknown.filter(({ notVisible }) => notVisible === undefined);
  if (values.length > 0) return { state: 'undetermined', evidence: values };
  if (open.length > 0) return { state: 'meant', evidence: open };
  // Of what nobody has to look at, so much is kept as is shown: of ten thousand clusters the rest would take gigabytes.
  return unknown.length > 0 ? { state: 'notVisible', evidence: unknown.slice(0, kept) } : { state: 'closed', evidence: all.slice(0, kept) };
}

interface Matcher {
  readonly declaration: EgressDeclaration;
  readonly way: string;
  readonly to: string | undefined;
}

function lowered(declaration: EgressDeclaration): Matcher {
  return { declaration, way: declaration.way.toLowerCase(), to: declaration.to?.toLowerCase() };
}

/** Whoever names nothing does not mean a way to somewhere. */
function covers({ to }: Matcher, { target }: Evidence): boolean {
  return to === undefined ? target === undefined : matchesWildcard(to, (target ?? '').toLowerCase());
}

function concerns({ cluster }: EgressDeclaration, { name, resource }: NamedCluster): boolean {
  return cluster === undefined || [name, resource.id ?? ''].some((text) => text !== '' && matchesWildcard(cluster.toLowerCase(), text.toLowerCase()));
}
