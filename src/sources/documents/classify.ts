import { isJsonObject, member, memberIgnoringCase, textAt, type JsonObject } from '../../arm/json.ts';
import { deepestJson, JsonTextError, readJsonText, type JsonText } from '../../arm/json-text.ts';
import type { DocumentText } from './origin.ts';
import { findResources, resourceType, type PlainResource } from './plain-resources.ts';
import { hasSigns, looksLikeInfrastructure, planBeginning } from './signs.ts';

/** Why a file is passed over: `invalid` is no JSON and shows no sign of infrastructure. */
export type SkipReason = 'empty' | 'notInfrastructure' | 'invalid' | 'policy' | 'parameters' | 'otherFormat';

/** What a JSON file turned out to be. */
export type Classified =
  | { readonly kind: 'template' | 'parameters'; readonly json: DocumentText }
  | { readonly kind: 'resources'; readonly json: JsonText; readonly resources: readonly PlainResource[] }
  | { readonly kind: 'skipped'; readonly reason: SkipReason; readonly json?: JsonText }
  | { readonly kind: 'terraformPlan'; readonly text: string }
  /** Not to be read, as the compiler has told. */
  | { readonly kind: 'refused' }
  /** Infrastructure that cannot be read, or not yet: one sentence without a period. */
  | { readonly kind: 'problem'; readonly problem: 'error' | 'unread'; readonly message: string; readonly line: number; readonly column: number };

/** Four times what Resource Manager takes (limits.md), to leave room for comments and blanks. UTF-16 units. */
const limits = { template: 4 * 1024 * 1024, length: 16 * 1024 * 1024, depth: deepestJson, weight: 2_000_000 } as const;

/** `Publisher.Service/type`, as no other format has it. */
const fullType = /^[a-z][a-z0-9-]*(?:\.[a-z0-9-]+)+\/[a-z]/i;

/** `\\0GITCRYPT\\0`, which looks like UTF-16 to `decodeText`. */
const gitCrypt = 'G\u4954\u4352\u5950\u5400';

/** Types that are policy documents, not infrastructure. */
const policyType = /^Microsoft\.Authorization\/policy(?:Definitions|SetDefinitions|Assignments|Exemptions)(?:\/|$)/i;

/** Tells what the text of a JSON file is. Never throws for what the text says. */
export function classify(text: string): Classified {
  if (!/\S/.test(text)) return { kind: 'skipped', reason: 'empty' };
  const hidden = hiddenBy(text);
  if (hidden !== undefined) return { kind: 'problem', problem: 'error', message: hidden, line: 1, column: 1 };
  // Too large for a template, and read in another way.
  if (text.length > limits.template && planBeginning.test(text)) return { kind: 'terraformPlan', text };
  if (!hasSigns(text)) return { kind: 'skipped', reason: 'notInfrastructure' };
  return read(text);
}

/**
 * Why the text is not what the file holds, so that what it shows tells nothing. A pull request can bring about all three by `.gitattributes`: Git
 * LFS leaves a pointer in the place of the file (git-lfs, docs/spec.md: "The Pointer"; what is too large for a template is none), git-crypt a
 * cipher, and `working-tree-encoding` any encoding that iconv knows (EBCDIC among them). One sentence without a period.
 */
function hiddenBy(text: string): string | undefined {
  if (text.startsWith(gitCrypt)) return 'The file is encrypted by git-crypt, so what is in it is not checked: unlock it, or leave it out of "paths"';
  const size = /^version https:\/\/git-lfs\.github\.com\/spec\/[^\n]{1,100}\n[^]{0,1000}?^size (\d{1,18})$/m.exec(text.slice(0, 2000))?.[1];
  if (size !== undefined) return Number(size) > limits.length ? undefined : 'The file is kept in Git LFS, and only its pointer is checked out; set "lfs: true" on actions/checkout';
  const beginning = text.slice(0, 4096);
  const lost = beginning.length - beginning.replaceAll('\uFFFD', '').length;
  const isText = /^\s*[[{/"]/.test(beginning) || lost * 5 < beginning.length;
  return isText ? undefined : 'The file is text neither in UTF-8 nor in UTF-16';
}

/** As `classify`, for a file that something names as a template or as parameters: it is read whatever it looks like. */
export function read(text: string): Classified {
  try {
    return sort(readJsonText(text, 'template', limits));
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    // Whatever keeps it from being read as a template: what is wrong with a plan, its reader says.
    if (planBeginning.test(text)) return { kind: 'terraformPlan', text };
    if (!looksLikeInfrastructure(text)) return { kind: 'skipped', reason: 'invalid' };
    const { message, line, column } = error;
    return { kind: 'problem', problem: 'error', message: `The file looks like infrastructure and cannot be read: ${message}`, line, column };
  }
}

function sort(json: JsonText): Classified {
  const { value } = json;
  if (isTemplate(value)) return { kind: 'template', json };
  if (isParameterFile(value)) return { kind: 'parameters', json };
  if (isJsonObject(value) && resourceType(value) === undefined && member(value, 'format_version') !== undefined && (isJsonObject(member(value, 'planned_values')) || member(value, 'resource_changes') !== undefined)) return { kind: 'terraformPlan', text: json.text };
  const resources = findResources(value);
  const judged = resources.filter((resource) => !policyType.test(resourceType(resource.value) ?? ''));
  const embedded = isJsonObject(value) ? embeddedTemplate(value) : undefined;
  if (embedded !== undefined) {
    const { line, column } = json.propertyAt(embedded);
    return { kind: 'problem', problem: 'unread', message: 'The file holds a template inside another document, which is not judged; check the template as a file of its own', line, column };
  }
  if (judged.length > 0) return { kind: 'resources', json, resources: judged };
  return { kind: 'skipped', reason: resources.length > 0 || isPolicy(value) ? 'policy' : 'notInfrastructure', json };
}

function isTemplate(value: unknown): value is JsonObject {
  if (!isJsonObject(value)) return false;
  if (/deploymentTemplate\.json/i.test(schemaOf(value))) return true;
  const resources = memberIgnoringCase(value, 'resources');
  if (typeof resources !== 'object' || resources === null) return false;
  if (typeof memberIgnoringCase(value, 'contentVersion') === 'string') return true;
  if (resourceType(value) !== undefined) return false;
  return Object.values(resources).some((resource) => {
    const [type, apiVersion, name] = ['type', 'apiVersion', 'name'].map((key) => memberIgnoringCase(resource, key));
    // Without `apiVersion`, a template has an `apiProfile`.
    return typeof type === 'string' && (typeof apiVersion === 'string' || (typeof name === 'string' && fullType.test(type)));
  });
}

/** By its schema, or without one by holding nothing but parameters with values. */
function isParameterFile(value: unknown): boolean {
  if (!isJsonObject(value)) return false;
  if (/deploymentParameters\.json/i.test(schemaOf(value))) return true;
  const parameters = memberIgnoringCase(value, 'parameters');
  // The command line of Azure takes the entries alone, too.
  if (parameters === undefined) return areEntries(value) && Object.values(value).every((one) => Object.keys(one as object).every((key) => ['value', 'reference', 'metadata'].includes(key.toLowerCase())));
  if (!isJsonObject(parameters) || !Object.keys(value).every((key) => ['$schema', 'contentversion', 'parameters', 'metadata'].includes(key.toLowerCase()))) return false;
  return areEntries(parameters);
}

function areEntries(parameters: JsonObject): boolean {
  const declared = Object.values(parameters);
  return declared.length > 0 && declared.every((one) => isJsonObject(one) && (memberIgnoringCase(one, 'value') !== undefined || memberIgnoringCase(one, 'reference') !== undefined));
}

function schemaOf(value: JsonObject): string {
  const schema = memberIgnoringCase(value, '$schema');
  return typeof schema === 'string' ? schema : '';
}

/** The template in the body of a deployment (`az rest`), of a template spec, or in what the portal exports. */
function embeddedTemplate(value: JsonObject): string | undefined {
  const places = [['properties', 'template'], ['properties', 'mainTemplate'], ['template'], ['mainTemplate']] as const;
  const found = places.find((path) => isTemplate(path.reduce<unknown>((current, name) => member(current, name), value)));
  return found === undefined ? undefined : `/${found.join('/')}`;
}

function isPolicy(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isPolicy);
  const marks = ['policyRule', 'policyDefinitions', 'policyDefinitionId', 'exemptionCategory'];
  return [value, member(value, 'properties')].some((place) => marks.some((mark) => memberIgnoringCase(place, mark) !== undefined)) || textAt(value, 'policyAssignmentId') !== undefined;
}
