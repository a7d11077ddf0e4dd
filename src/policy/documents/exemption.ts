import { parseResourceId } from '../../arm/resource-id.ts';
import { ticksOf } from '../../language/functions/time.ts';
import { suggestion } from '../../language/near-miss.ts';
import { parseSelectors, type Selector } from '../assignment/selectors.ts';
import { PolicyError } from '../error.ts';
import { readHeader, type Header } from './header.ts';
import { find, objectOf, optionalElements, optionalText, requiredText, textOf } from './place.ts';

/** A policy exemption as parsed. */
export interface Exemption extends Header {
  readonly kind: 'exemption';
  /** The resource, or the scope above resources, that is exempt; empty when the document has no id. */
  readonly scope: string;
  readonly assignmentId: string;
  /** The members of the initiative it is about; empty for all. */
  readonly referenceIds: readonly string[];
  readonly category: (typeof categories)[number];
  /** ISO 8601; absent when it does not end. */
  readonly expiresOn?: string;
  /** AND inside one, OR between several; empty for every resource of the scope. */
  readonly resourceSelectors: readonly (readonly Selector[])[];
}

const categories = ['Waiver', 'Mitigated'] as const;

/** Reads an exemption from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
export function parseExemption(document: unknown): Exemption {
  const [header, properties] = readHeader(document, 'A policy exemption');
  const written = requiredText(properties, 'exemptionCategory');
  const category = categories.find((candidate) => candidate.toLowerCase() === written.toLowerCase());
  if (category === undefined) {
    const place = find(properties, 'exemptionCategory')?.pointer;
    throw new PolicyError(`\`${written}\` is no category of exemption${suggestion(written, categories)}`, place);
  }
  const expiresOn = optionalText(properties, 'expiresOn');
  if (expiresOn !== undefined && ticksOf(expiresOn) === undefined) {
    throw new PolicyError('`expiresOn` has to be a date in ISO 8601', find(properties, 'expiresOn')?.pointer);
  }
  return {
    kind: 'exemption',
    ...header,
    scope: parseResourceId(header.id ?? '')?.scope ?? '',
    assignmentId: requiredText(properties, 'policyAssignmentId'),
    referenceIds: optionalElements(properties, 'policyDefinitionReferenceIds').map((id) => textOf(id, 'A reference id')),
    category,
    ...(expiresOn === undefined ? {} : { expiresOn }),
    resourceSelectors: optionalElements(properties, 'resourceSelectors').map((place) => parseSelectors(objectOf(place, 'A resource selector'))),
  };
}
