import { isObject } from '../../language/values.ts';
import { Written } from '../evaluate/written.ts';
import type { TemplateDocument } from '../expansion.ts';
import type { Session } from '../session.ts';

/**
 * The entries of a file of parameters: its `parameters`, or the file itself where it has nothing but entries, which the command line of
 * Azure takes as well (learn.microsoft.com, "Create Resource Manager parameter file"). Another file is a problem.
 */
export function entriesOfFile({ file, value }: TemplateDocument, { origins, problems }: Session): Written | undefined {
  const root = Written.values(value, file);
  origins.addDocument(root);
  const entries = root.find('parameters') ?? (isObject(value) && Object.values(value).every(isObject) ? root : undefined);
  if (entries?.isObject !== true) {
    problems.add('error', 'A file of parameters has an object `parameters`', entries ?? root);
    return undefined;
  }
  for (const { key, value: entry } of entries.members) {
    const isEntry = ['value', 'reference', 'expression'].some((name) => entry.find(name) !== undefined);
    if (!isEntry) problems.add('error', `The parameter \`${key}\` has a \`value\`, a \`reference\` or an \`expression\``, entry);
  }
  return entries;
}
