import { textAt } from '../../arm/json.ts';
import { readFleetStates, readResourceStates, type ComplianceStates } from '../../azure/compliance-states.ts';
import { timeOf } from '../../azure/compliance-states/policy-state.ts';
import type { QueryScope, QueryTools } from '../../azure/resource-graph.ts';
import { readResourceWrites } from '../../azure/resource-writes.ts';
import type { Finding } from '../../policy/finding.ts';
import type { ReportAzureStates } from '../../report/report.ts';
import { dependsOnTime } from './azure-states/agreement.ts';
import { compareStates, type ComparedRule, type OwnSide } from './azure-states/compare.ts';
import { differenceFinding } from './azure-states/difference.ts';
import { notesOf } from './azure-states/notes.ts';
import { namesOf } from './azure-states/own-rules.ts';

export type { OwnSide } from './azure-states/compare.ts';

/** Azure's answers beside ours. */
export interface ComparedWithAzure {
  /** One for each resource of which Azure says something else. */
  readonly findings: readonly Finding[];
  readonly azure: ReportAzureStates;
  readonly notes: readonly string[];
}

/** What is asked: the states of whole scopes, or of single resources. */
export type StatesPlace = { readonly scope: QueryScope } | { readonly ids: readonly string[] };

/** Azure is asked so far back for writes: what was written before its last daily evaluation is in its states. Milliseconds. */
const lookBack = 3 * 24 * 3_600_000;

/**
 * Asks Azure Policy what it says of what was judged, and reports where that is something else. A state from before the last write to the
 * resource is no disagreement. Azure failing or refusing is a note: the judgement stands without it. Throws CancelledError.
 */
export async function askAzureStates(own: OwnSide, place: StatesPlace, tools: QueryTools): Promise<ComparedWithAzure> {
  const names = namesOf(own.policies);
  const found = foundBy(own).flatMap(({ resource }) => resource.id ?? []);
  const azure = 'ids' in place
    ? await readResourceStates(place.ids, names, tools)
    : await readFleetStates({ scope: place.scope, names, compliantOf: found }, tools);
  const told = toldTimes(own);
  const inQuestion = compareStates(own, azure, told).filter(({ agreement, isStale }) => dependsOnTime.has(agreement) && !isStale).map(({ resource }) => ({ id: resource.id }));
  const now = tools.clock.now();
  const { writes, notes } = await readResourceWrites({ resources: inQuestion, since: new Date(now - lookBack).toISOString(), until: new Date(now).toISOString() }, tools);
  const written = new Map([...told, ...Array.from(writes, ([id, { at }]) => [id, laterOf(at, told.get(id))] as const)]);
  const compared = compareWithAzure(own, azure, written);
  return { ...compared, notes: [...compared.notes, ...notes] };
}

/**
 * The same without asking.
 * @param writtenAt when resources were last written, by lower-case id: ISO 8601 in UTC
 */
export function compareWithAzure(own: OwnSide, azure: ComplianceStates, writtenAt: ReadonlyMap<string, string>): ComparedWithAzure {
  const compared = compareStates(own, azure, writtenAt);
  const differing = new Map<string, [ComparedRule, ...ComparedRule[]]>();
  for (const one of compared) {
    if (one.agreement !== 'differs' || one.isStale) continue;
    const key = one.resource.id.toLowerCase();
    const known = differing.get(key);
    if (known === undefined) differing.set(key, [one]);
    else known.push(one);
  }
  const ids = own.resources.flatMap(({ id }) => id?.toLowerCase() ?? []);
  const found = new Set(foundBy(own).filter(({ verdict }) => verdict !== 'exempt').flatMap(({ resource }) => resource.id?.toLowerCase() ?? []));
  // What could not be read says nothing about what is there.
  const unevaluated = azure.unseen.length > 0 ? [] : [...found].filter((id) => !azure.evaluated.has(id));
  return {
    findings: [...differing.values()].map((rules) => differenceFinding(rules)),
    azure: { ...(azure.at === undefined ? {} : { at: azure.at }), compared: ids.filter((id) => azure.evaluated.has(id)).length, different: differing.size },
    notes: [...azure.unseen, ...notesOf(compared, { count: unevaluated.length, of: found.size })],
  };
}

/** What policies found; exposures have no states in Azure. */
function foundBy({ findings, policies }: OwnSide): readonly Finding[] {
  const rules = new Set(namesOf(policies).definitions);
  return findings.filter(({ rule }) => rules.has(rule));
}

/** Services that tell when a resource was last written say it in `systemData`; AKS does not. */
function toldTimes({ resources }: OwnSide): ReadonlyMap<string, string> {
  return new Map(resources.flatMap(({ id, body }) => {
    const at = timeOf(textAt(body, 'systemData', 'lastModifiedAt'));
    return id === undefined || at === undefined ? [] : [[id.toLowerCase(), at] as const];
  }));
}

function laterOf(left: string, right: string | undefined): string {
  return right === undefined || left > right ? left : right;
}
