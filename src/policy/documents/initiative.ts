import { PolicyError } from '../error.ts';
import { readHeader, type Header } from './header.ts';
import { parseOperand, type Operand } from './operand.ts';
import { parseParameters, type ParameterDeclarations } from './parameters.ts';
import {
  elementsOf,
  members,
  objectOf,
  optionalElements,
  optionalObject,
  optionalText,
  required,
  requiredText,
  textOf,
  type Place,
} from './place.ts';

/** An initiative (policy set definition) as parsed. */
export interface Initiative extends Header {
  readonly kind: 'initiative';
  readonly parameters: ParameterDeclarations;
  readonly members: readonly InitiativeMember[];
}

/** One definition that an initiative brings. */
export interface InitiativeMember {
  readonly definitionId: string;
  /** Unique inside the initiative, compared without case. */
  readonly referenceId: string;
  /** Expressions over the initiative's parameters, by the name of the definition's parameter. */
  readonly parameters: ReadonlyMap<string, Operand>;
  readonly groupNames: readonly string[];
  readonly pointer: string;
}

/**
 * Reads an initiative from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError, also when two members share a reference id.
 */
export function parseInitiative(document: unknown): Initiative {
  const [header, properties] = readHeader(document, 'An initiative');
  const places = elementsOf(required(properties, 'policyDefinitions'), '`policyDefinitions`');
  const parsed = places.map((place, index) => parseMember(place, index));
  const seen = new Set<string>();
  for (const { referenceId, pointer } of parsed) {
    if (seen.has(referenceId.toLowerCase())) throw new PolicyError(`The reference id \`${referenceId}\` is used twice`, pointer);
    seen.add(referenceId.toLowerCase());
  }
  return { kind: 'initiative', ...header, parameters: parseParameters(properties), members: parsed };
}

function parseMember(place: Place, index: number): InitiativeMember {
  const member = objectOf(place, 'A member of `policyDefinitions`');
  return {
    definitionId: requiredText(member, 'policyDefinitionId'),
    // The service makes up an id where none is written.
    referenceId: optionalText(member, 'policyDefinitionReferenceId') ?? String(index + 1),
    parameters: new Map(
      members(optionalObject(member, 'parameters')).map(([name, parameter]) => [
        name,
        parseOperand(required(objectOf(parameter, `The parameter \`${name}\``), 'value')),
      ]),
    ),
    groupNames: optionalElements(member, 'groupNames').map((name) => textOf(name, 'A group name')),
    pointer: member.pointer,
  };
}
