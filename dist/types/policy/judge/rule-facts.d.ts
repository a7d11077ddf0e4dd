import type { PolicyDefinition } from '../documents/definition.ts';
import { type Severity } from '../finding.ts';
/** What a definition is called in findings. */
export declare function ruleName({ name, id, displayName }: Pick<PolicyDefinition, 'name' | 'id' | 'displayName'>): string;
/** What refuses a request (`deny`, `denyAction`) is high, everything else medium; `metadata.severity` overrides. */
export declare function severityOf(definition: Pick<PolicyDefinition, 'metadata'>, effect: string): Severity;
/** A text of a definition's metadata; undefined where there is none. */
export declare function metadataText({ metadata }: Pick<PolicyDefinition, 'metadata'>, key: string): string | undefined;
