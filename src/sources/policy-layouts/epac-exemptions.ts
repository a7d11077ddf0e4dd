import { arrayAt, isJsonObject, member, textAt, type JsonObject } from '../../arm/json.ts';
import { policyDefinitionType, policySetDefinitionType } from '../../arm/api-versions.ts';
import { formatResourceId } from '../../arm/resource-id.ts';
import { mistake, spotIn, type FoundDocument, type JsonFile } from './document.ts';
import { isChosen, type PacContext } from './epac-settings.ts';

const policyExemptionType = 'Microsoft.Authorization/policyExemptions';

/** Whether a value is an exemptions file of Enterprise Azure Policy as Code. Ours has `exemptions` as well, with other members. */
export function isExemptionList(value: unknown): value is JsonObject {
  return isJsonObject(value) && arrayAt(value, 'exemptions').some((entry) => member(entry, 'exemptionCategory') !== undefined);
}

const abouts = [
  ['policyDefinitionId', 'definition'],
  ['policySetDefinitionId', 'initiative'],
  ['policyDefinitionName', 'definition'],
  ['policySetDefinitionName', 'initiative'],
] as const;

/**
 * The exemptions of a file, one for each scope (Docs/policy-exemptions.md of Azure/enterprise-azure-policy-as-code). Files of another
 * environment, which is the folder below `policyExemptions`, give none. Throws UserError.
 */
export function readExemptionList(file: JsonFile, context: PacContext): readonly FoundDocument[] {
  const folders = file.path.split('/').slice(0, -1);
  const at = folders.findIndex((folder) => folder.toLowerCase() === 'policyexemptions');
  const selector = at < 0 ? undefined : folders[at + 1];
  if (selector !== undefined) context.seen.add(selector);
  if (selector !== undefined && !isChosen(context, selector)) return [];
  return arrayAt(file.source.value, 'exemptions').flatMap((entry, index) => exemptionsOf(entry, `/exemptions/${index}`, file));
}

function exemptionsOf(entry: unknown, pointer: string, file: JsonFile): readonly FoundDocument[] {
  const fail = (message: string): never => {
    throw mistake(spotIn(file, pointer), message);
  };
  if (!isJsonObject(entry)) return fail('an exemption has to be an object');
  const name = textAt(entry, 'name') ?? fail('an exemption has a `name`');
  const about = aboutOf(entry);
  const assignmentId = textAt(entry, 'policyAssignmentId');
  if ((about === undefined) === (assignmentId === undefined)) fail('an exemption has one of `policyAssignmentId`, `policyDefinitionId`, `policyDefinitionName`, `policySetDefinitionId` and `policySetDefinitionName`');
  const scopes = [...arrayAt(entry, 'scopes'), ...(member(entry, 'scope') === undefined ? [] : [member(entry, 'scope')])];
  if (scopes.length === 0) fail('an exemption has `scope` or `scopes`');
  const { scope: _, scopes: __, policyAssignmentId: ___, expiresOn, ...rest } = entry;
  const ends = expiresOn === '' || expiresOn === null ? {} : { expiresOn };
  return scopes.map((written) => {
    if (typeof written !== 'string') return fail('a scope has to be text');
    // A name for people may stand before the id: "name:/subscriptions/…".
    const scope = written.slice(written.indexOf('/')).replace(/\/+$/, '');
    if (!scope.startsWith('/')) return fail('a scope has to be the id of a management group, subscription, resource group or resource');
    return {
      kind: 'exemption' as const,
      value: { id: formatResourceId(scope, policyExemptionType, name), name, properties: { ...rest, ...ends, policyAssignmentId: assignmentId ?? '' } },
      ...(about === undefined ? {} : { about }),
      spotOf: (inner: string) => spotIn(file, inner.startsWith('/properties/') ? `${pointer}${inner.slice('/properties'.length)}` : pointer),
    };
  });
}

function aboutOf(entry: JsonObject): FoundDocument['about'] {
  const [found] = abouts.flatMap(([name, kind]) => {
    const written = textAt(entry, name);
    if (written === undefined) return [];
    return [{ kind, id: name.endsWith('Id') ? written : formatResourceId('', kind === 'definition' ? policyDefinitionType : policySetDefinitionType, written) }];
  });
  return found;
}
