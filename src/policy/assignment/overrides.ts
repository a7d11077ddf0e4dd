import { suggestion } from '../../language/near-miss.ts';
import { isUnknown, type Unknown } from '../../language/unknown.ts';
import { PolicyError } from '../error.ts';
import { objectOf, requiredText, type Place } from '../documents/place.ts';
import { assertVersion } from '../documents/version.ts';
import { effectNamed, effects } from '../effects/effects.ts';
import { parseSelectors, selectsAll, type Selectable, type Selector } from './selectors.ts';

/** An override of an assignment: a value in the place of the definition's, for what its selectors select. */
export interface Override {
  readonly kind: 'policyEffect' | 'definitionVersion';
  readonly value: string;
  readonly selectors: readonly Selector[];
}

/** Reads a member of `overrides`. Throws PolicyError. */
export function parseOverride(place: Place): Override {
  const override = objectOf(place, 'An override');
  const written = requiredText(override, 'kind');
  const kind = (['policyEffect', 'definitionVersion'] as const).find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (kind === undefined) throw new PolicyError(`\`${written}\` is no kind of override that is judged here`, `${override.pointer}/kind`);
  const value = requiredText(override, 'value');
  if (kind === 'policyEffect' && effectNamed(value) === undefined) {
    const names = effects.map(({ name }) => name);
    throw new PolicyError(`\`${value}\` is no effect${suggestion(value, names)}`, `${override.pointer}/value`);
  }
  if (kind === 'definitionVersion') assertVersion(value, `${override.pointer}/value`);
  return { kind, value, selectors: parseSelectors(override) };
}

/** What the first matching override of a kind puts in the place of the definition's own; undefined when none matches. */
export function overridden(overrides: readonly Override[], wanted: Override['kind'], subject: Selectable): string | Unknown | undefined {
  for (const { kind, value, selectors } of overrides) {
    if (kind !== wanted) continue;
    const truth = selectsAll(selectors, subject);
    if (isUnknown(truth)) return truth;
    if (truth) return value;
  }
  return undefined;
}
