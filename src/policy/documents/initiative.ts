import { PolicyError } from '../error.ts';
import { isCustom, readHeader, type Header } from './header.ts';
import { parseOperand, type Operand } from './rule/operand.ts';
import { parseParameters, type ParameterDeclarations } from './parameters.ts';
import { optionalVersion } from './version.ts';
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
  /** `1.*.*` or `1.2.*`; absent for the newest. */
  readonly definitionVersion?: string;
  readonly pointer: string;
}

/** limits.md, "policy objects". */
const most = { members: 1000, parameters: 400 } as const;

/**
 * Reads an initiative from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError, also when two members share a reference id.
 */
export function parseInitiative(document: unknown): Initiative {
  const [header, properties] = readHeader(document, 'An initiative');
  const list = required(properties, 'policyDefinitions');
  const places = elementsOf(list, '`policyDefinitions`');
  if (isCustom(header) && places.length > most.members) throw new PolicyError(`There are ${places.length} members; Azure takes ${most.members}`, list.pointer);
  const parsed = places.map((place, index) => parseMember(place, index));
  const seen = new Set<string>();
  for (const { referenceId, pointer } of parsed) {
    if (seen.has(referenceId.toLowerCase())) throw new PolicyError(`The reference id \`${referenceId}\` is used twice`, pointer);
    seen.add(referenceId.toLowerCase());
  }
  return { kind: 'initiative', ...header, parameters: parseParameters(properties, isCustom(header) ? most.parameters : undefined), members: parsed };
}

function parseMember(place: Place, index: number): InitiativeMember {
  const member = objectOf(place, 'A member of `policyDefinitions`');
  const definitionVersion = optionalVersion(member);
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
    ...(definitionVersion === undefined ? {} : { definitionVersion }),
    pointer: member.pointer,
  };
}
