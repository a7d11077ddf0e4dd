import { isJsonObject } from '../../../arm/json.ts';
import { isUnknown } from '../../../language/unknown.ts';

/**
 * Names of properties whose values Azure's API specifications mark as secret (`x-ms-secret`) or never give back: passwords, keys, tokens,
 * connection strings, protected settings of extensions, custom data of machines. A guess by name: secure parameters are told by the template.
 */
const secretName = /(?:pass(?:word|wd|phrase)|secret|secret(?:value|text)|connectionstring|(?:account|access|primary|secondary|shared|private|storage|admin)key|(?:sas|access|auth)token|credentials?|protectedsettings|customdata|userdata)$/i;

/** Whether a property below, by its name, holds a secret that is written out. */
export function namesSecret(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(namesSecret);
  if (!isJsonObject(value)) return false;
  return Object.entries(value).some(([name, held]) => (secretName.test(name) && isWrittenOut(held)) || namesSecret(held));
}

function isWrittenOut(value: unknown): boolean {
  if (typeof value === 'string') return value !== '';
  return (Array.isArray(value) || isJsonObject(value)) && Object.keys(value).length > 0;
}

/** The reasons why values below are not known. */
export function unknownsIn(value: unknown): readonly string[] {
  if (isUnknown(value)) return [value.why];
  if (Array.isArray(value)) return value.flatMap(unknownsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(unknownsIn) : [];
}
