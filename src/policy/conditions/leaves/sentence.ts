import { isUnknown, type Unknown } from '../../../language/unknown.ts';
import type { Reason } from '../../finding.ts';
import { positive } from './matchers.ts';
import type { Decision } from '../test.ts';

/** More comparisons than this are counted, not told. */
const mostTold = 3;

/** What the comparisons found and what would change the answer: "`networkProfile.outboundType` is `loadBalancer`; allowed: `none`." */
export function complaint(decisions: readonly Decision[]): string {
  return tell(decisions, (reasons) => {
    const [first] = reasons;
    if (first === undefined) return '';
    const demands = demandsOf(reasons);
    const isOwnValue = first.operator.toLowerCase().endsWith('equals') && !isEmpty(first.actual) && sameScalar(first.actual, first.expected);
    if (demands.length === 1 && isOwnValue && demands[0]?.startsWith('not allowed') === true) return `${state(first)}, which is not allowed`;
    return `${state(first)}; ${demands.join('; ')}`;
  });
}

/** What the comparisons found, without a demand: "`networkProfile.outboundType` is `none`." */
export function observation(decisions: readonly Decision[]): string {
  return tell(decisions, (reasons) => (reasons[0] === undefined ? '' : state(reasons[0])));
}

/** One clause for each place, in the order of the decisions. */
function tell(decisions: readonly Decision[], clause: (reasons: readonly Reason[]) => string): string {
  const places = new Map<string, Reason[]>();
  for (const { reason } of telling(decisions)) {
    const subject = subjectOf(reason);
    places.set(subject, [...(places.get(subject) ?? []), reason]);
  }
  const clauses = Array.from(places.values(), clause);
  const more = clauses.length - mostTold;
  const guess = decisions.some(({ guessed }) => guessed) ? ' (The alias is not in the alias table: its path is a guess.)' : '';
  return `${clauses.slice(0, mostTold).join('. ')}${more > 0 ? `. And ${more} more` : ''}.${guess}`;
}

/** A count only summarises where the elements it counted have been told. */
function telling(decisions: readonly Decision[]): readonly Decision[] {
  const placed = decisions.filter(({ reason }) => reason.kind !== 'count');
  return placed.length > 0 ? placed : decisions;
}

function subjectOf({ path, expression }: Reason): string {
  return `\`${cut((path ?? expression).replace(/^properties\./, ''), 200)}\``;
}

function state(reason: Reason): string {
  const { kind, actual, result } = reason;
  const subject = subjectOf(reason);
  if (isUnknown(actual)) return `${subject} ${result === 'unknown' ? `is not known: ${actual.why}` : partly(actual)}`;
  if (kind === 'count') return `${subject} counts ${quote(actual)}`;
  if (isEmpty(actual)) return `${subject} is not set`;
  if (Array.isArray(actual)) return actual.length === 0 ? `${subject} is empty` : `${subject} is ${quote(actual)}`;
  return typeof actual === 'object' ? `${subject} is set` : `${subject} is ${quote(actual)}`;
}

/** What is known of a value, where that decided. */
function partly({ pieces, why }: Unknown): string {
  return pieces === undefined ? `is set, to what is not known (${why})` : `is ${quoteOne(pieces.join('…'))}, of which not all is known (${why})`;
}

/** What the comparison would have to say instead. */
function demand({ operator, expected, result }: Reason): string {
  const { operator: base, negated } = positive(operator);
  // A comparison that came out true has to come out false, and the other way round.
  const wanted = result !== true;
  const isWanted = wanted !== negated;
  const value = quote(expected);
  switch (base) {
    case 'equals':
      if (expected === '') return isWanted ? 'it must not be set' : 'it has to be set';
      return isWanted ? `required: ${value}` : `not allowed: ${value}`;
    case 'in':
      return isWanted ? `allowed: ${value}` : `not allowed: ${value}`;
    case 'exists':
      return String(expected).toLowerCase() === String(isWanted) ? 'it has to be set' : 'it must not be set';
    case 'less':
      return isWanted ? `has to be less than ${value}` : `has to be ${value} or more`;
    case 'lessOrEquals':
      return isWanted ? `at most ${value}` : `has to be more than ${value}`;
    case 'greater':
      return isWanted ? `has to be more than ${value}` : `at most ${value}`;
    case 'greaterOrEquals':
      return isWanted ? `at least ${value}` : `has to be less than ${value}`;
    case 'contains':
    case 'containsKey':
      return isWanted ? `has to contain ${value}` : `must not contain ${value}`;
    default:
      return isWanted ? `has to look like ${value}` : `must not look like ${value}`;
  }
}

function isEmpty(value: unknown): value is null | undefined | '' {
  return value === null || value === undefined || value === '';
}

function sameScalar(left: unknown, right: unknown): boolean {
  return String(left).toLowerCase() === String(right).toLowerCase();
}

/** Each demand once. Whether the value is there at all only matters where nothing is said of the value: mostly it guards the rest. */
function demandsOf(reasons: readonly Reason[]): readonly string[] {
  const others = reasons.filter(({ operator, expected }) => operator !== 'exists' && expected !== '');
  return [...new Set((others.length > 0 ? others : reasons).map(demand))];
}

/** A value between backticks; lists as several of them, long texts cut. Resources are hostile: nothing here follows them down. */
function quote(value: unknown): string {
  if (Array.isArray(value)) return value.length === 0 ? 'nothing' : value.slice(0, 12).map(quoteOne).join(', ');
  return quoteOne(value);
}

function quoteOne(value: unknown): string {
  if (isUnknown(value)) return `what is not known (${value.why})`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  const text = String(value);
  return `\`${cut(text, 100)}\``;
}

function cut(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 3)}...` : text;
}
