import { isUnknown } from '../../language/unknown.ts';
import { isAbsent, isArray, sameText, scalarText } from '../../language/values.ts';
import { positive } from '../conditions/leaves/matchers.ts';
import type { Reason } from '../finding.ts';

/** Values that would turn one comparison round, the ones that the rule names first. */
export function candidatesFor({ operator, actual: found, expected, result, path }: Reason): readonly unknown[] {
  // A tag is a text, also one that is missing.
  const actual = isAbsent(found) && path?.toLowerCase().startsWith('tags.') === true ? '' : found;
  const { operator: base, negated } = positive(operator);
  // A comparison that came out true has to come out false, and the other way round.
  const isWanted = (result !== true) !== negated;
  switch (base) {
    case 'equals':
      return isWanted ? oneOf([expected], actual) : otherThan(actual);
    case 'in':
      return isWanted ? oneOf(isArray(expected) ? expected : [], actual) : otherThan(actual);
    case 'like':
    case 'match':
    case 'matchInsensitively':
      return isWanted && !isPattern(base, expected) ? oneOf([expected], actual) : [];
    case 'exists':
      // What ought to be there, the rule does not say.
      return isAbsent(found) ? [] : [null];
    case 'contains':
      return isArray(actual) ? [withOrWithout(actual, expected, isWanted)] : [];
    default:
      return bounds(base, expected, isWanted);
  }
}

/** Scalars of a list in the type of what stands there now. An empty text asks for nothing to be there. */
function oneOf(values: readonly unknown[], actual: unknown): readonly unknown[] {
  if (!isScalar(actual)) return [];
  return values.filter((value) => isScalar(value) && !isAbsent(value)).map((value) => (value === '' ? null : typedAs(actual, value)));
}

function isScalar(value: unknown): boolean {
  return isUnknown(value) || scalarText(value) !== undefined;
}

/** Comparisons do not tell `true` from `"True"`; a property does. */
function typedAs(actual: unknown, value: unknown): unknown {
  const text = scalarText(value) ?? '';
  const isBoolean = sameText(text, 'true') || sameText(text, 'false');
  if (typeof actual === 'string') return isBoolean ? inCaseOf(actual, text) : text;
  if (isBoolean) return sameText(text, 'true');
  return typeof actual === 'number' && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : value;
}

/** Words of Azure for on and off. */
const opposites: ReadonlyMap<string, string> = new Map(
  [['true', 'false'], ['Enabled', 'Disabled'], ['Allow', 'Deny'], ['On', 'Off']].flatMap(([on = '', off = '']) => [[on.toLowerCase(), off] as const, [off.toLowerCase(), on] as const]),
);

/** Where a rule only says what a value must not be, there is another one to choose where there are but two. */
function otherThan(actual: unknown): readonly unknown[] {
  if (typeof actual === 'boolean') return [!actual];
  const opposite = typeof actual === 'string' ? opposites.get(actual.toLowerCase()) : undefined;
  return opposite === undefined || typeof actual !== 'string' ? [] : [inCaseOf(actual, opposite)];
}

/** A word in small or capital letters, as the other one is: `True` → `False`. */
function inCaseOf(model: string, word: string): string {
  if (model === '') return word;
  if (model === model.toLowerCase()) return word.toLowerCase();
  if (model === model.toUpperCase()) return word.toUpperCase();
  return `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;
}

function isPattern(operator: string, expected: unknown): boolean {
  return (operator === 'like' ? /\*/ : /[#?.]/).test(scalarText(expected) ?? '*.');
}

function withOrWithout(list: readonly unknown[], expected: unknown, isWanted: boolean): readonly unknown[] {
  if (isWanted) return [...list, expected];
  const unwanted = scalarText(expected);
  return list.filter((item) => unwanted === undefined || isUnknown(item) || !sameText(scalarText(item) ?? '', unwanted));
}

/** The nearest number that lies on the other side; of texts in order the one that is named, where it is in. */
function bounds(operator: string, expected: unknown, isWanted: boolean): readonly unknown[] {
  const step = new Map([['less', -1], ['lessOrEquals', 0], ['greater', 1], ['greaterOrEquals', 0]]).get(operator);
  if (step === undefined) return [];
  // "Not less than 3" is 3 and more, "not at most 3" is 4 and more.
  const isUpper = operator.startsWith('less');
  const away = isWanted ? step : step === 0 ? (isUpper ? 1 : -1) : 0;
  if (typeof expected === 'number') return [expected + away];
  return typeof expected === 'string' && away === 0 ? [expected] : [];
}
