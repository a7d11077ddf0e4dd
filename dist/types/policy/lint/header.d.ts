import type { PolicyDefinition } from '../documents/definition.ts';
import type { Remark } from './lint-finding.ts';
/** Checks of everything around the condition: texts, limits, parameters, the effect. */
export declare function headerChecks(definition: PolicyDefinition): Generator<Remark>;
