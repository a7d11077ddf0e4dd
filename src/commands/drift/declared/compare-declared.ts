import { managedClusterType } from '../../../arm/api-versions.ts';
import { memberIgnoringCase } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import { inventoryOf, type CompleteList } from '../../../isolation/exposure/graph/inventory.ts';
import { compareDeclared as compareBodies, type Beside } from '../../../isolation/declared/differences.ts';
import type { Comparison, Difference } from '../../../isolation/declared/difference.ts';
import { declaredFinding, quoted } from '../../../isolation/declared/findings.ts';
import { factsOf } from '../../../isolation/declared/service/facts.ts';
import type { Finding } from '../../../policy/finding.ts';
import type { Infrastructure } from '../../../sources/read-infrastructure.ts';
import { clusterOf, type DeclaringFile } from './cluster-file.ts';
import { wholeLiving } from './living.ts';
import { childId, matchDeclared, type Claim, type Matches } from './match.ts';
import { missingAmong } from './missing.ts';

/** What lives, and what is declared for it. */
export interface DeclaredRequest {
  /** Clusters and what stands around them, as read. */
  readonly living: readonly Resource[];
  /** Lists of them that hold everything there is. What is not on such a list is never called missing. */
  readonly complete?: readonly CompleteList[];
  /** The repository's own infrastructure, whose ids are known as far as its facts (`subscription-id`, `resource-group`) tell. */
  readonly infrastructure?: Pick<Infrastructure, 'resources' | 'problems'>;
  readonly clusterFile?: DeclaringFile;
}

export interface DeclaredAnswer {
  /** At most one for each resource and rule, those of living resources first. */
  readonly findings: readonly Finding[];
  /** Sentences that the reader should not miss. */
  readonly notes: readonly string[];
  /** How many living resources were compared with a declaration. */
  readonly compared: number;
}

/** So many clusters that nobody declares are named; the rest is counted. */
const mostNamed = 10;

/** Compares what lives with what is declared for it: differences, what is missing, and clusters that nobody declares. */
export function compareWithDeclared({ living, complete = [], infrastructure, clusterFile }: DeclaredRequest): DeclaredAnswer {
  const declared = [...(clusterFile === undefined ? [] : [clusterOf(clusterFile)]), ...(infrastructure?.resources ?? [])];
  const whole = wholeLiving(living);
  const byId = new Map(whole.map((resource) => [resource.id?.toLowerCase() ?? '', resource] as const));
  const matched = matchDeclared(declared, whole);
  const findings: Finding[] = [];
  const open = { values: 0, resources: 0 };
  for (const [id, claims] of matched.claims) {
    const resource = byId.get(id);
    if (resource === undefined) continue;
    const beside = besideOf(resource, byId, matched);
    const compared = claims.map((claim): Compared => ({ claim, comparison: withStrangers(claim.declared, resource, compareBodies(claim.declared, resource, beside), matched) }));
    const left = Math.max(...compared.map(({ comparison }) => comparison.open.length));
    if (left > 0) open.resources += 1;
    open.values += left;
    const finding = findingOf(resource, compared);
    if (finding !== undefined) findings.push(finding);
  }
  const missing = missingAmong(matched.unmatched, byId, inventoryOf(whole, complete));
  return {
    findings: [...findings, ...missing.findings],
    notes: [
      ...(open.values === 0 ? [] : [`${counted(open.values, 'declared value')} of ${counted(open.resources, 'living resource')} ${open.values === 1 ? 'is' : 'are'} known only at deployment, and not compared with what lives.`]),
      ...(missing.notLookedFor === 0 ? [] : [`${counted(missing.notLookedFor, 'declared resource')} could not be looked for: where ${missing.notLookedFor === 1 ? 'it lives' : 'they live'} is known only at deployment, or was not read.`]),
      ...(infrastructure === undefined || infrastructure.problems.length === 0 ? [] : [`${counted(infrastructure.problems.length, 'problem')} in reading what is declared: what could not be read is not compared with what lives.`]),
      ...undeclaredClusters(living, declared, matched),
    ],
    compared: matched.claims.size,
  };
}

interface Compared {
  readonly claim: Claim;
  readonly comparison: Comparison;
}

/** The cluster of a pool, and which children are declared by themselves. */
function besideOf(living: Resource, byId: ReadonlyMap<string, Resource>, { claims }: Matches): Beside {
  const id = living.id ?? '';
  const cluster = byId.get(id.toLowerCase().replace(/\/agentpools\/[^/]*$/, ''));
  return {
    ...(cluster === undefined ? {} : { cluster: cluster.body }),
    isDeclaredElsewhere: (type, name) => {
      const own = claims.get(childId(id, type, name));
      if (own === undefined) return false;
      return own.some(({ why }) => why === undefined) ? true : 'unknown';
    },
  };
}

/**
 * Adds living children that nobody declares, where the declaration has no list of them but children by themselves: with a list, they are found in it.
 */
function withStrangers(declared: Resource, living: Resource, comparison: Comparison, { claims }: Matches): Comparison {
  const strangers = (factsOf(living.type)?.children ?? []).flatMap((children): readonly Difference[] => {
    const properties = memberIgnoringCase(declared.body, 'properties');
    const list = memberIgnoringCase(memberIgnoringCase(living.body, 'properties'), children.list);
    if (memberIgnoringCase(properties, children.list) !== undefined || !Array.isArray(list)) return [];
    const named = (list as readonly unknown[]).map((element) => ({ element, name: memberIgnoringCase(element, 'name') }));
    const of = (name: unknown): readonly Claim[] => (typeof name === 'string' ? (claims.get(childId(living.id ?? '', children.type, name)) ?? []) : []);
    if (!named.some(({ name }) => of(name).length > 0)) return [];
    return named.flatMap(({ element, name }): readonly Difference[] => {
      if (typeof name !== 'string' || of(name).length > 0 || children.isMadeByService?.(element) === true) return [];
      const isWeighty = factsOf(children.type)?.weighty.includes('properties') === true;
      return [{ kind: 'extra', path: `properties.${children.list}[${name}]`, pointer: '', declared: undefined, living: element, isWeighty }];
    });
  });
  return strangers.length === 0 ? comparison : { ...comparison, differences: [...comparison.differences, ...strangers] };
}

/**
 * One declaration is compared as it is. Of several, each may be the one in force: what lives is not what is declared when it is none of them, and nothing
 * can be said when it is some of them.
 */
function findingOf(living: Resource, compared: readonly Compared[]): Finding | undefined {
  const different = compared.filter(({ comparison }) => comparison.differences.length > 0);
  const [first] = different.toSorted((left, right) => left.comparison.differences.length - right.comparison.differences.length);
  if (first === undefined) return undefined;
  const { claim, comparison } = first;
  if (compared.length === 1) return declaredFinding(comparison, claim.declared, living, claim.why);
  const open = compared.find((one) => one.claim.why !== undefined)?.claim.why;
  const isNone = different.length === compared.length && different.every((one) => one.comparison.differences.some(({ kind }) => kind !== 'undetermined'));
  if (isNone && open === undefined) return declaredFinding(comparison, claim.declared, living);
  return declaredFinding(comparison, claim.declared, living, open ?? `${compared.length} declarations are of it (${placesOf(compared)}), and it is as only some of them say`);
}

function placesOf(compared: readonly Compared[]): string {
  const places = [...new Set(compared.map(({ claim: { declared } }) => declared.deployment ?? declared.originOf?.('')?.file ?? 'elsewhere'))];
  return `${places.slice(0, 3).map((place) => `\`${quoted(place)}\``).join(', ')}${places.length > 3 ? ` and ${places.length - 3} more` : ''}`;
}

/** Whoever declares clusters at all may have forgotten one; whoever declares none means something else by drift. */
function undeclaredClusters(living: readonly Resource[], declared: readonly Resource[], { claims }: Matches): readonly string[] {
  if (!declared.some(isCluster)) return [];
  const strangers = living.filter((resource) => isCluster(resource) && !claims.has(resource.id?.toLowerCase() ?? ''));
  const named = strangers.slice(0, mostNamed).map(({ id, name }) => `Nothing declares cluster \`${quoted(name)}\` (${quoted(id ?? '')}).`);
  return strangers.length > mostNamed ? [...named, `Nothing declares ${strangers.length - mostNamed} more clusters.`] : named;
}

function isCluster({ type }: Resource): boolean {
  return type.toLowerCase() === managedClusterType.toLowerCase();
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
