import { isJsonObject, member, memberIgnoringCase, textAt, type JsonObject } from '../../arm/json.ts';
import { escapePointer } from '../../arm/pointer.ts';
import { formatResourceId } from '../../arm/resource-id.ts';
import { parseTemplate } from '../../language/syntax/parser.ts';
import type { Expression } from '../../language/syntax/syntax.ts';
import { kindOf, mistake, spotIn, type FoundDocument, type JsonFile } from './document.ts';

const deploymentType = 'microsoft.resources/deployments';

/** Whether a value is an ARM template. */
export function isTemplate(value: unknown): value is JsonObject {
  const resources = member(value, 'resources');
  if (typeof resources !== 'object' || resources === null) return false;
  return /deploymentTemplate\.json/i.test(textAt(value, '$schema') ?? '') || member(value, 'contentVersion') !== undefined;
}

/**
 * The policy documents among the resources of a template, its children and nested deployments. They are taken as they are written:
 * `[[` becomes `[`, ids made by `resourceId` and its kin are read, and every other expression is refused, because it is not evaluated here.
 * Throws UserError with file and line.
 */
export function readTemplateResources(file: JsonFile): readonly FoundDocument[] {
  return Array.from(documentsBelow(file.source.value, '', file));
}

function* documentsBelow(holder: unknown, pointer: string, file: JsonFile): Generator<FoundDocument> {
  const resources = member(holder, 'resources');
  if (typeof resources !== 'object' || resources === null) return;
  for (const [key, resource] of Object.entries(resources)) {
    const at = `${pointer}/resources/${escapePointer(key)}`;
    const type = memberIgnoringCase(resource, 'type');
    if (!isJsonObject(resource) || typeof type !== 'string') continue;
    const kind = kindOf(resource);
    if (kind !== undefined) yield { kind, value: literal(resource, at, file), spotOf: (inner) => spotIn(file, `${at}${inner}`) };
    if (type.toLowerCase() === deploymentType) yield* documentsBelow(member(member(resource, 'properties'), 'template'), `${at}/properties/template`, file);
    else yield* documentsBelow(resource, at, file);
  }
}

/** Members of a resource that say how it is deployed, not what it is. */
const deploying = new Set(['resources', 'dependson', 'apiversion', 'comments', 'location', 'identity']);

function literal(resource: JsonObject, pointer: string, file: JsonFile): JsonObject {
  if (memberIgnoringCase(resource, 'copy') !== undefined) throw mistake(spotIn(file, `${pointer}/copy`), 'a policy in a copy loop is not read here; give it as JSON of its own');
  const condition = memberIgnoringCase(resource, 'condition');
  if (condition !== undefined && condition !== true) throw mistake(spotIn(file, `${pointer}/condition`), 'whether the policy is deployed is not known here; give it as JSON of its own');
  const kept = Object.entries(resource).filter(([key]) => !deploying.has(key.toLowerCase()));
  const document = Object.fromEntries(kept.map(([key, value]) => [key, written(value, `${pointer}/${escapePointer(key)}`, file)]));
  const [scope, properties] = [memberIgnoringCase(document, 'scope'), document['properties']];
  if (typeof scope !== 'string' || !isJsonObject(properties) || memberIgnoringCase(properties, 'scope') !== undefined) return document;
  return { ...document, properties: { ...properties, scope } };
}

function written(value: unknown, pointer: string, file: JsonFile): unknown {
  if (typeof value === 'string') return writtenText(value, pointer, file);
  if (Array.isArray(value)) return value.map((element: unknown, index) => written(element, `${pointer}/${index}`, file));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, written(part, `${pointer}/${escapePointer(key)}`, file)]));
}

function writtenText(text: string, pointer: string, file: JsonFile): string {
  if (!text.startsWith('[') || !text.endsWith(']')) return text;
  if (text.startsWith('[[')) return text.slice(1);
  const id = idOf(text);
  if (id !== undefined) return id;
  throw mistake(spotIn(file, pointer), `${text.length > 80 ? `${text.slice(0, 80)}…` : text} is computed by the template, which is not evaluated for policies; give the policy as JSON of its own`);
}

/** The id that `resourceId('Microsoft.Authorization/policyDefinitions', 'name')` and its kin make, without the scope. */
function idOf(text: string): string | undefined {
  const expression = parsed(text);
  if (expression?.kind !== 'call' || !/resourceid$/i.test(expression.name)) return undefined;
  const texts = expression.args.map((argument) => (argument.kind === 'literal' && typeof argument.value === 'string' ? argument.value : undefined));
  const at = texts.findIndex((argument) => argument?.toLowerCase().startsWith('microsoft.authorization/policy') === true);
  const [type, name] = [texts[at], texts[at + 1]];
  return type === undefined || name === undefined || texts.length !== at + 2 ? undefined : formatResourceId('', type, name);
}

function parsed(text: string): Expression | undefined {
  try {
    const template = parseTemplate(text);
    return template.kind === 'expression' ? template.expression : undefined;
  } catch {
    return undefined;
  }
}
