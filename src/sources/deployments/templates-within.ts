import { isJsonObject, memberIgnoringCase } from '../../arm/json.ts';
import type { Resource } from '../../arm/resource.ts';
import { isUnknown } from '../../language/unknown.ts';
import type { SourceProblem } from '../documents/source-problem.ts';

/**
 * Templates that resources hold, and that nobody expands: a deployment stack deploys its own, a template spec and the definition of a managed
 * application keep one for later (learn.microsoft.com, REST references of Microsoft.Resources and Microsoft.Solutions). What is in there is not
 * known to be isolated, so each is a problem. `isExpanded` tells the types whose templates were judged as what they deploy.
 */
export function templatesWithin(resources: readonly Resource[], isExpanded: (type: string) => boolean): readonly SourceProblem[] {
  return resources.flatMap((resource): readonly SourceProblem[] => {
    const { type, name, body } = resource;
    const properties = memberIgnoringCase(body, 'properties');
    const held = isExpanded(type) ? undefined : ['template', 'mainTemplate', 'templateLink'].find((member) => isTemplate(memberIgnoringCase(properties, member), member, type));
    if (held === undefined) return [];
    const message = `\`${name}\` (${type}) holds a template of its own, which is not judged; check that template as a file of its own`;
    return [{ kind: 'unread', message, origin: resource.originOf?.(`/properties/${held}`) ?? { file: '', pointer: '' } }];
  });
}

/** Types whose members of these names are templates also where they cannot be seen, or are text. */
const holders = /^Microsoft\.(?:Resources\/(?:deploymentStacks|templateSpecs\/versions)|Solutions\/applicationDefinitions)$/i;

/** Other types have members of these names that are no templates. */
function isTemplate(value: unknown, member: string, type: string): boolean {
  if (isJsonObject(value) && !isUnknown(value) && member !== 'templateLink') return ['resources', 'contentVersion', '$schema'].filter((name) => memberIgnoringCase(value, name) !== undefined).length > 1;
  return value !== undefined && value !== null && holders.test(type);
}
