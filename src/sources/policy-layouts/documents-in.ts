import type { DocumentKind } from '../../policy/documents/marks.ts';
import { arrayAt, isJsonObject, member, memberIgnoringCase, textAt } from '../../arm/json.ts';
import { isBareRule, kindOf, mistake, spotIn, type FoundDocument, type JsonFile } from './document.ts';
import { isAssignmentTree, readAssignmentTree } from './epac-assignments.ts';
import { isExemptionList, readExemptionList } from './epac-exemptions.ts';
import { environmentNamed, isChosen, type PacContext } from './epac-settings.ts';
import { isTemplate, readTemplateResources } from './template-resources.ts';

/** What stands in one file. Throws UserError for what is a policy document and cannot be read. */
export function documentsIn(file: JsonFile, context: PacContext): readonly FoundDocument[] {
  const { value } = file.source;
  if (isAssignmentTree(value)) return readAssignmentTree(file, context);
  if (isExemptionList(value)) return readExemptionList(file, context);
  if (isTemplate(value)) return readTemplateResources(file);
  if (Array.isArray(value)) return elements(value, '', file, context);
  const list = member(value, 'value');
  const kind = kindOf(value);
  if (kind === undefined && Array.isArray(list)) {
    const found = elements(list, '/value', file, context);
    // To judge by one page of several would be to judge with less.
    if (found.length > 0 && typeof member(value, 'nextLink') === 'string') throw mistake(spotIn(file, '/nextLink'), 'the list is one page of several (`nextLink`); put the others beside it and take the link out');
    return found;
  }
  if (kind === undefined && isBareRule(value)) return [{ kind: 'definition', value: { name: stemOf(file.path), properties: { policyRule: value } }, spotOf: (pointer) => spotIn(file, pointer.replace(/^\/properties\/policyRule/, '')) }];
  const known = kind ?? promised(file);
  if (known === undefined) return [];
  if (!isJsonObject(value)) throw mistake(spotIn(file, ''), `a policy ${known} has to be an object`);
  return plain(known, value, '', file, context);
}

function elements(list: readonly unknown[], pointer: string, file: JsonFile, context: PacContext): readonly FoundDocument[] {
  return list.flatMap((element, index) => {
    const kind = kindOf(element);
    return kind === undefined || !isJsonObject(element) ? [] : plain(kind, element, `${pointer}/${index}`, file, context);
  });
}

function plain(kind: DocumentKind, value: NonNullable<FoundDocument['value']>, pointer: string, file: JsonFile, context: PacContext): readonly FoundDocument[] {
  if (!isOfCloud(value, context)) return [];
  return [{ kind, value: kind === 'initiative' ? withMemberIds(value) : value, spotOf: (inner) => spotIn(file, `${pointer}${inner}`) }];
}

/** `epacCloudEnvironments` of Enterprise Azure Policy as Code keeps a definition out of other clouds; the public one where no settings tell. */
function isOfCloud(value: unknown, context: PacContext): boolean {
  const clouds = arrayAt(value, 'epacCloudEnvironments');
  if (clouds.length === 0) return true;
  const chosen = context.environments.filter(({ selector }) => isChosen(context, selector)).map(({ cloud }) => cloud);
  return (chosen.length === 0 ? ['AzureCloud'] : chosen).some((cloud) => clouds.some((written) => String(written).toLowerCase() === cloud.toLowerCase()));
}

/**
 * An initiative of Enterprise Azure Policy as Code names the custom definitions of its members (Docs/policy-set-definitions.md); the layout
 * makes ids of them. They are found by their names, so the scope does not matter here.
 */
function withMemberIds(value: NonNullable<FoundDocument['value']>): NonNullable<FoundDocument['value']> {
  const properties = memberIgnoringCase(value, 'properties');
  if (isJsonObject(properties)) {
    const key = Object.keys(value).find((name) => name.toLowerCase() === 'properties') ?? 'properties';
    return { ...value, [key]: withMemberIds(properties) };
  }
  const members = member(value, 'policyDefinitions');
  if (!Array.isArray(members)) return value;
  return {
    ...value,
    policyDefinitions: members.map((entry: unknown) => {
      const name = textAt(entry, 'policyDefinitionName');
      if (name === undefined || !isJsonObject(entry) || memberIgnoringCase(entry, 'policyDefinitionId') !== undefined) return entry;
      return { ...entry, policyDefinitionId: `/providers/Microsoft.Authorization/policyDefinitions/${name}` };
    }),
  };
}

const folders: ReadonlyMap<string, DocumentKind> = new Map([
  ['policydefinitions', 'definition'],
  ['policysetdefinitions', 'initiative'],
  ['policyassignments', 'assignment'],
  ['policyexemptions', 'exemption'],
]);

/** What a file promises to be by the schema it names or by its folder, for one that has lost what would tell. */
function promised({ path, source: { value } }: JsonFile): DocumentKind | undefined {
  const schema = /policy-(definition|set-definition|assignment|exemption)-schema\.json$/i.exec(textAt(value, '$schema') ?? '')?.[1]?.toLowerCase();
  if (schema !== undefined) return schema === 'set-definition' ? 'initiative' : (['definition', 'assignment', 'exemption'] as const).find((kind) => kind === schema);
  const folder = path.split('/').slice(0, -1).findLast((segment) => folders.has(segment.toLowerCase()));
  // Lists and settings beside the documents are none.
  return folder === undefined || memberIgnoringCase(value, 'properties') === undefined ? undefined : folders.get(folder.toLowerCase());
}

function stemOf(path: string): string {
  return (path.split('/').at(-1) ?? path).replace(/\.[^.]*$/, '');
}

/** Whether somebody chose an environment that no file speaks of. */
export function isStrange({ chosen, environments, seen }: PacContext): boolean {
  if (chosen === undefined || (environments.length === 0 && seen.size === 0)) return false;
  return environmentNamed({ chosen, environments, seen }, chosen) === undefined && !Array.from(seen).some((selector) => selector.toLowerCase() === chosen.toLowerCase());
}
