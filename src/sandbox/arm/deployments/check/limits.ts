import { isJsonObject, member, type JsonObject } from '../../../../arm/json.ts';
import { invalidTemplate } from '../errors.ts';

/** learn.microsoft.com, "ARM template best practices: template limits". */
const limits = { parameters: 256, variables: 256, outputs: 64 } as const;
const mostResources = 800;
const mostBytes = 4 * 1024 * 1024;

/** Throws for a template that has more of something than Azure takes. */
export function requireSmallTemplate(template: JsonObject): void {
  for (const [section, limit] of Object.entries(limits)) {
    const found = member(template, section);
    requireAtMost(section, limit, isJsonObject(found) ? Object.keys(found).length : 0);
  }
  const size = Buffer.byteLength(JSON.stringify(template));
  if (size > mostBytes) throw invalidTemplate(`The template size '${size}' exceeds the maximum allowed size '${mostBytes}'. Please see https://aka.ms/arm-template-limits for usage details.`);
}

/** Copies count one each. */
export function requireFewResources(count: number): void {
  requireAtMost('resources', mostResources, count);
}

function requireAtMost(section: string, limit: number, count: number): void {
  if (count > limit) throw invalidTemplate(`The number of template ${section} limit exceeded. Limit: ${limit} and actual: ${count}. Please see https://aka.ms/arm-template-limits for usage details.`, `properties.template.${section}`);
}
