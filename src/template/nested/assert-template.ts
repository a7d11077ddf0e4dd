import type { Written } from '../evaluate/written.ts';
import type { Session } from '../session.ts';

const sections = ['parameters', 'variables', 'outputs', 'definitions'] as const;

/** Tells of sections of a template that are not what they have to be; they count as empty. */
export function assertTemplate(template: Written, { problems }: Session): void {
  for (const name of sections) {
    const section = template.find(name);
    if (section !== undefined && !section.isObject && section.raw !== null) problems.add('error', `\`${name}\` of a template is an object`, section);
  }
  const functions = template.find('functions');
  if (functions !== undefined && !functions.isArray) problems.add('error', '`functions` of a template is an array of namespaces', functions);
}
