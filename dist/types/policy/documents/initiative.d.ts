import { type Header } from './header.ts';
import { type Operand } from './rule/operand.ts';
import { type ParameterDeclarations } from './parameters.ts';
/** An initiative (policy set definition) as parsed. */
export interface Initiative extends Header {
    readonly kind: 'initiative';
    readonly parameters: ParameterDeclarations;
    readonly members: readonly InitiativeMember[];
}
/** One definition that an initiative brings. */
export interface InitiativeMember {
    readonly definitionId: string;
    /** Unique inside the initiative, compared without case. */
    readonly referenceId: string;
    /** Expressions over the initiative's parameters, by the name of the definition's parameter. */
    readonly parameters: ReadonlyMap<string, Operand>;
    readonly groupNames: readonly string[];
    /** `1.*.*` or `1.2.*`; absent for the newest. */
    readonly definitionVersion?: string;
    readonly pointer: string;
}
/**
 * Reads an initiative from ARM JSON, with or without the `properties` wrapper, keys without case.
 * Throws PolicyError, also when two members share a reference id.
 */
export declare function parseInitiative(document: unknown): Initiative;
