import type { Program } from '../evaluate/program.ts';
import type { Written } from '../evaluate/written.ts';

/** The types of parameters; secure ones hold the same values. */
export type ParameterType = 'string' | 'int' | 'bool' | 'object' | 'array';

const types: ReadonlyMap<string, ParameterType> = new Map([
  ['string', 'string'],
  ['securestring', 'string'],
  ['int', 'int'],
  ['bool', 'bool'],
  ['object', 'object'],
  ['secureobject', 'object'],
  ['array', 'array'],
]);

/** Definitions that refer to one another are followed so far. */
const longestChain = 32;

/** The declaration and what it refers to by `$ref`, itself first (learn.microsoft.com, "Type definitions in ARM templates"). */
export function schemasOf(declaration: Written, program: Program): readonly Written[] {
  const found = [declaration];
  for (let at: Written | undefined = declaration; at !== undefined && found.length < longestChain; ) {
    const reference: string | undefined = at.text('$ref');
    at = reference === undefined ? undefined : program.definition(nameOfReference(reference));
    if (at !== undefined) found.push(at);
  }
  return found;
}

/** The type of a parameter, property or element; undefined when any value will do. */
export function typeOf(declaration: Written, program: Program): ParameterType | undefined {
  const named = schemasOf(declaration, program).map((schema) => schema.text('type')).find((type) => type !== undefined);
  return named === undefined ? undefined : types.get(named.toLowerCase());
}

export function isNullable(declaration: Written, program: Program): boolean {
  return schemasOf(declaration, program).some((schema) => schema.find('nullable')?.raw === true);
}

/** Types within types are looked at so deep; what lies deeper is taken for secret. */
const deepest = 16;

/** Whether a parameter is secure, or any part of what it holds is by its type: a property, an element, whatever else is allowed. */
export function holdsSecret(declaration: Written, program: Program, depth = 0): boolean {
  if (depth > deepest) return true;
  return schemasOf(declaration, program).some((schema) => {
    if (/^secure(string|object)$/i.test(schema.text('type') ?? '')) return true;
    const parts = [
      ...(schema.find('properties')?.members ?? []).map(({ value }) => value),
      ...(schema.find('prefixItems')?.items ?? []),
      ...['items', 'additionalProperties'].flatMap((name) => schema.find(name) ?? []),
      ...(schema.find('discriminator')?.find('mapping')?.members ?? []).map(({ value }) => value),
    ];
    return parts.some((part) => part.isObject && holdsSecret(part, program, depth + 1));
  });
}

/** `#/definitions/name`, with the escapes of a JSON pointer in a URI. */
function nameOfReference(reference: string): string {
  const name = reference.replace(/^#\/definitions\//i, '').replaceAll('~1', '/').replaceAll('~0', '~');
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
