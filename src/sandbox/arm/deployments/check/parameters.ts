import { at, isJsonObject, member, memberIgnoringCase, textAt, type JsonObject } from '../../../../arm/json.ts';
import { invalidTemplate, withBody } from '../errors.ts';

/** Throws for parameters that are not declared, have no value, or come from a key vault, which the sandbox has none of. */
export function requireParameters(template: JsonObject, given: JsonObject): void {
  const found = member(template, 'parameters');
  const declared = isJsonObject(found) ? found : {};
  const strangers = Object.keys(given).filter((name) => memberIgnoringCase(declared, name) === undefined);
  if (strangers.length > 0) {
    throw invalidTemplate(
      `The following parameters were supplied, but do not correspond to any parameters defined in the template: '${strangers.join(', ')}'. `
      + `The parameters defined in the template are: '${Object.keys(declared).join(', ')}'. Please see https://aka.ms/arm-pass-parameter-values for usage details.`,
    );
  }
  for (const [name, declaration] of Object.entries(declared)) {
    const entry = memberIgnoringCase(given, name);
    if (at(entry, 'reference') !== undefined) {
      throw withBody(400, { code: 'KeyVaultParameterReferenceNotFound', message: `The specified KeyVault '${textAt(entry, 'reference', 'keyVault', 'id') ?? ''}' of the parameter '${name}' could not be found.` });
    }
    const isGiven = (at(entry, 'value') ?? undefined) !== undefined;
    if (isGiven || memberIgnoringCase(declaration, 'defaultValue') !== undefined || isNullable(declaration, template)) continue;
    throw invalidTemplate(`The value for the template parameter '${name}' at line '1' and column '1' is not provided. Please see https://aka.ms/arm-create-parameter-file for usage details.`, `properties.template.parameters.${name}`);
  }
}

/** By itself, or by the type that it refers to. */
function isNullable(declaration: unknown, template: JsonObject): boolean {
  if (memberIgnoringCase(declaration, 'nullable') === true) return true;
  const name = textAt(declaration, '$ref')?.split('/').at(-1);
  return name !== undefined && at(template, 'definitions', name, 'nullable') === true;
}
