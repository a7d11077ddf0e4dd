import type { Finding } from '../../../policy/finding.ts';

/**
 * Findings without those that say the same again: one initiative that is assigned at five scopes says everything five times of a resource
 * whose place the files do not tell. Whatever differs in a word stays.
 */
export function distinctFindings(findings: readonly Finding[]): readonly Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, resource, verdict, effect, severity, location, message }) => {
    const { type, name, id } = resource;
    const key = JSON.stringify([rule, type, name, id, verdict, effect, severity, location?.file, location?.pointer, message]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
