import type { PolicyDefinition } from '../documents/definition.ts';
import { severities, type Severity } from '../finding.ts';

/** What a definition is called in findings. */
export function ruleName({ name, id, displayName }: Pick<PolicyDefinition, 'name' | 'id' | 'displayName'>): string {
  return name ?? id?.split('/').at(-1) ?? displayName ?? 'unnamed';
}

/** What refuses a request (`deny`, `denyAction`) is high, everything else medium; `metadata.severity` overrides. */
export function severityOf(definition: Pick<PolicyDefinition, 'metadata'>, effect: string): Severity {
  const written = metadataText(definition, 'severity')?.toLowerCase();
  return severities.find((severity) => severity === written) ?? (effect === 'deny' || effect === 'denyaction' ? 'high' : 'medium');
}

/** A text of a definition's metadata; undefined where there is none. */
export function metadataText({ metadata }: Pick<PolicyDefinition, 'metadata'>, key: string): string | undefined {
  const value = Object.hasOwn(metadata, key) ? metadata[key] : undefined;
  return typeof value === 'string' && value !== '' ? value : undefined;
}
