import type { Origin, Resource } from '../../arm/resource.ts';
import { isUnknown } from '../../language/unknown.ts';
import { severities, type Finding, type Location, type Reason, type RelatedLocation, type Severity } from '../../policy/finding.ts';
import type { Comparison, Difference } from './difference.ts';
import { declaredRules, missingRemedy, stateRemedy, titles } from './rules.ts';
import { factsOf } from './service/facts.ts';
import { inWords, shown } from './shown.ts';

/** So many differences are told in a message, named as other places, and given as reasons. */
const most = { told: 3, related: 8, reasons: 20 } as const;

/** The differences of one living resource as a finding; undefined where there are none. @param why what keeps the declaration from being certainly the one of this resource, in a clause */
export function declaredFinding({ differences, isCut }: Pick<Comparison, 'differences' | 'isCut'>, declared: Resource, living: Resource, why?: string): Finding | undefined {
  const ordered = worstFirst(differences);
  const [first] = ordered;
  if (first === undefined) return undefined;
  const isCertain = why === undefined && first.kind !== 'undetermined';
  const told = ordered.slice(0, most.told).map(sentenceOf).join('; ');
  const more = ordered.length - most.told;
  const rest = more > 0 ? `; and ${more}${isCut ? ' or' : ''} more` : '';
  const places = ordered.map((difference) => ({ difference, location: locationAt(declared.originOf?.(difference.pointer)) }));
  const location = places[0]?.location ?? locationAt(declared.originOf?.(''));
  const related = relatedTo(places.slice(1), location);
  return {
    rule: declaredRules.state,
    title: titles.state,
    verdict: isCertain ? 'violation' : 'undetermined',
    effect: 'audit',
    severity: worstSeverity(ordered),
    resource: { type: living.type, name: living.name, ...(living.id === undefined ? {} : { id: living.id }) },
    ...(location === undefined ? {} : { location }),
    message: `${nounOf(living)} \`${quoted(living.name)}\` ${isCertain ? 'is not' : 'may not be'} what is declared for it: ${told}${rest}${why === undefined ? '' : `. It is not certain that it is declared there: ${why}`}.`,
    reasons: ordered.slice(0, most.reasons).map((difference) => reasonOf(difference, living)),
    remedy: isCertain ? stateRemedy : (why === undefined ? 'Let the run read what lives, and write out what the declaration leaves open.' : 'Compare one deployment by itself, and name its subscription and resource group, so that it is known which declaration is in force.'),
    ...(related.length === 0 ? {} : { related }),
  };
}

/** A declared resource that does not live, although everything of its type was read where it would. @param scope where it was looked for */
export function missingFinding(declared: Resource, scope: string): Finding {
  const { type, name, id } = declared;
  const location = locationAt(declared.originOf?.(''));
  return {
    rule: declaredRules.missing,
    title: titles.missing,
    verdict: 'violation',
    effect: 'audit',
    // Of a rule, a route, an endpoint, everything is what isolation rests on.
    severity: factsOf(type)?.weighty.includes('properties') === true ? 'high' : 'medium',
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: `${nounOf(declared)} \`${quoted(name)}\` is declared, and does not live${scope === '' ? '' : ` in \`${quoted(scope)}\``}.`,
    reasons: [{ kind: 'field', expression: 'id', path: 'id', operator: 'exists', actual: undefined, expected: true, result: false }],
    remedy: missingRemedy,
  };
}

/** "Cluster"; of a type that nothing is known of, the type. */
export function nounOf({ type }: Resource): string {
  return factsOf(type)?.noun ?? type;
}

export function quoted(text: string): string {
  const plain = text.replaceAll('`', "'");
  return plain.length > 200 ? `${plain.slice(0, 200)}…` : plain;
}

/** What is certain before what is not, what isolation rests on before the rest; else as it is declared. */
function worstFirst(differences: readonly Difference[]): readonly Difference[] {
  return differences.toSorted((left, right) => rankOf(left) - rankOf(right));
}

function rankOf(difference: Difference): number {
  return (difference.kind === 'undetermined' ? severities.length : 0) + severities.indexOf(severityOf(difference));
}

/** High where isolation rests on it. Tags change nothing that works. */
function severityOf({ isWeighty, path }: Difference): Severity {
  if (isWeighty) return 'high';
  return /(?:^|\.)tags(?:\.|$)/i.test(path) ? 'low' : 'medium';
}

/** The worst severity among what is certain; among all where nothing is. */
function worstSeverity(ordered: readonly Difference[]): Severity {
  const certain = ordered.filter(({ kind }) => kind !== 'undetermined');
  const counted = new Set((certain.length === 0 ? ordered : certain).map(severityOf));
  return severities.find((severity) => counted.has(severity)) ?? 'low';
}

function sentenceOf({ kind, path, declared, living, why }: Difference): string {
  const where = `\`${quoted(path)}\``;
  if (kind === 'extra') return `${where} is not declared`;
  if (kind === 'undetermined') return `${where} could not be compared: ${why ?? 'it is not known'}`;
  if (kind === 'missing' && typeof declared === 'object' && !isUnknown(declared)) return `${where} is declared, and is not there`;
  return `${where} is ${inWords(living, path)}, declared is ${isUnknown(declared) ? 'another' : inWords(declared, path)}`;
}

function reasonOf({ kind, path, declared, living }: Difference, { type }: Resource): Reason {
  return { kind: 'field', expression: `${type}/${path}`, path, operator: 'notEquals', actual: shown(living, path), expected: shown(declared, path), result: kind === 'undetermined' ? 'unknown' : true };
}


function locationAt(origin: Origin | undefined): Location | undefined {
  return origin === undefined ? undefined : { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

function relatedTo(places: readonly { readonly difference: Difference; readonly location: Location | undefined }[], first: Location | undefined): readonly RelatedLocation[] {
  const seen = new Set([keyOf(first)]);
  const related: RelatedLocation[] = [];
  for (const { difference, location } of places) {
    if (related.length === most.related) break;
    if (location === undefined || seen.has(keyOf(location))) continue;
    seen.add(keyOf(location));
    related.push({ ...location, message: sentenceOf(difference) });
  }
  return related;
}

function keyOf(location: Location | undefined): string {
  return location === undefined ? '' : `${location.file}#${location.pointer}`;
}
