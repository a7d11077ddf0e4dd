/**
 * The text with the escapes of JSON strings undone where they can hide a name (`\u0024schema`, `Microsoft.Network\/…`), and without the zero bytes
 * of an encoding that was not recognised. Only for searching.
 */
function plain(text: string): string {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  if (!whole.includes('\\')) return whole;
  return whole.replace(/\\(?:u([0-9a-fA-F]{4})|\/)/g, (_, code: string | undefined) => (code === undefined ? '/' : String.fromCharCode(Number.parseInt(code, 16))));
}

const schema = /deployment(?:template|parameters)\.json/i;
/** `"Microsoft.ContainerService/managedClusters"`, also of other publishers. */
const resourceType = /["'][a-z][a-z0-9-]{0,100}(?:\.[a-z0-9-]{1,100}){1,8}\/[a-z]/i;
/** The same where a text that is no JSON was hardly meant as anything else. */
const meantType = /["']microsoft\.[a-z0-9.]{1,100}\/[a-z]|type["']?\s{0,9}:\s{0,9}["'][a-z][a-z0-9-]{0,100}(?:\.[a-z0-9-]{1,100}){1,8}\/[a-z]/i;
const resourceId = /["']\/(?:subscriptions|providers)\//i;
const others = /contentVersion|apiVersion|planned_values|policyRule|policyDefinition|policySetDefinition/i;
const parameters = /"parameters"\s*:/i;

/** False for a text that holds nothing we know, whatever its form: it need not be read as JSON. Never false for infrastructure. */
export function hasSigns(text: string): boolean {
  const searched = plain(text);
  return [schema, others, resourceType, resourceId, parameters].some((pattern) => pattern.test(searched));
}

/** True for a text that somebody meant as a template, as parameters of one or as resources, though it may not be JSON. */
export function looksLikeInfrastructure(text: string): boolean {
  const searched = plain(text);
  if (schema.test(searched)) return true;
  return meantType.test(searched) && /resources|apiVersion|contentVersion|location|properties/i.test(searched);
}

/** What `terraform show -json` prints begins so. */
export const planBeginning = /^\s{0,20}\{\s{0,20}"format_version"\s{0,20}:/;
