import { suggestion } from '../../language/near-miss.ts';
import type { Truth } from '../../language/truth.ts';
import { isUnknown } from '../../language/unknown.ts';
import { PolicyError } from '../error.ts';
import { elementsOf, find, objectOf, optionalElements, requiredText, textOf, type Place } from '../documents/place.ts';
import type { JsonObject } from '../../arm/json.ts';

/** One test of a selector: the value of this kind is among the values, or is not. */
export interface Selector {
  readonly kind: SelectorKind;
  readonly isIn: boolean;
  /** Lower case; locations without spaces. */
  readonly values: ReadonlySet<string>;
}

export type SelectorKind = (typeof kinds)[number];

const kinds = ['resourceLocation', 'resourceType', 'resourceWithoutLocation', 'policyDefinitionReferenceId', 'userPrincipalId', 'groupPrincipalId'] as const;

/** A selector lists at most so many values (azure-policy-language.md §1.12). */
const mostValues = 50;

/** Reads `selectors` of an override, an assignment's resource selector or an exemption's. Throws PolicyError. */
export function parseSelectors(parent: Place<JsonObject>): readonly Selector[] {
  return optionalElements(parent, 'selectors').map(parseSelector);
}

function parseSelector(place: Place): Selector {
  const selector = objectOf(place, 'A selector');
  const written = requiredText(selector, 'kind');
  const kind = kinds.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of selector${suggestion(written, kinds)}`, `${selector.pointer}/kind`);
  const inside = find(selector, 'in');
  const outside = find(selector, 'notIn');
  if (inside !== undefined && outside !== undefined) throw new PolicyError('A selector has either `in` or `notIn`', selector.pointer);
  const list = inside ?? outside;
  // `resourceWithoutLocation` selects by itself.
  const values = list === undefined ? [] : elementsOf(list, '`in` or `notIn`').map((value) => textOf(value, 'A value of a selector'));
  if (values.length > mostValues) throw new PolicyError(`A selector has at most ${mostValues} values`, list?.pointer);
  return { kind, isIn: outside === undefined, values: new Set(values.map((value) => folded(kind, value))) };
}

function folded(kind: SelectorKind, value: string): string {
  return kind === 'resourceLocation' ? value.replaceAll(' ', '').toLowerCase() : value.toLowerCase();
}

/** What selectors look at. A value that is not known leaves the answer open. */
export interface Selectable {
  readonly resourceType: string;
  /** Undefined for a resource without a location. */
  readonly location: unknown;
  readonly referenceId: string | undefined;
}

/** True when every selector selects. */
export function selectsAll(selectors: readonly Selector[], subject: Selectable): Truth {
  let open: Truth = true;
  for (const selector of selectors) {
    const truth = selects(selector, subject);
    if (truth === false) return false;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

/** Several groups of selectors, of which one has to select: AND inside, OR between (azure-policy-language.md §1.12). None select everything. */
export function selectsAny(groups: readonly (readonly Selector[])[], subject: Selectable): Truth {
  if (groups.length === 0) return true;
  let open: Truth = false;
  for (const selectors of groups) {
    const truth = selectsAll(selectors, subject);
    if (truth === true) return true;
    if (isUnknown(truth)) open = truth;
  }
  return open;
}

function selects({ kind, isIn, values }: Selector, { resourceType, location, referenceId }: Selectable): Truth {
  switch (kind) {
    case 'resourceType':
      return values.has(resourceType.toLowerCase()) === isIn;
    case 'resourceLocation':
      if (isUnknown(location)) return location;
      return typeof location === 'string' ? values.has(folded(kind, location)) === isIn : !isIn;
    case 'resourceWithoutLocation':
      return isUnknown(location) ? location : typeof location !== 'string';
    case 'policyDefinitionReferenceId':
      return referenceId === undefined ? !isIn : values.has(referenceId.toLowerCase()) === isIn;
    default:
      // Who asks is known to the service only; a selector by principal narrows enforcement, not judgement.
      return true;
  }
}
