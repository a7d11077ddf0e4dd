import type { PolicyDefinition } from '../documents/definition.ts';
import type { Remark } from './lint-finding.ts';
/** Checks of what can be read and judged, but is refused by the service when somebody writes the definition. */
export declare function refusalChecks(definition: PolicyDefinition): Generator<Remark>;
