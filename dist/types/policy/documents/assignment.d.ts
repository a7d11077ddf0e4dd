import type { JsonObject } from '../../arm/json.ts';
import { type Override } from '../assignment/overrides.ts';
import { type Selector } from '../assignment/selectors.ts';
import { type Header } from './header.ts';
/** What an assignment tells whoever is stopped by it. */
export interface NonComplianceMessage {
    readonly message: string;
    /** The initiative member it is about; absent for the default message. */
    readonly referenceId?: string;
}
/** `Default` enforces; `DoNotEnforce` judges and records compliance only; `Enroll` enforces where resources are enrolled (preview). */
export type EnforcementMode = (typeof enforcementModes)[number];
declare const enforcementModes: readonly ['Default', 'DoNotEnforce', 'Enroll'];
/** A policy assignment as parsed. */
export interface Assignment extends Header {
    readonly kind: 'assignment';
    /** Id of the definition or initiative assigned. */
    readonly definitionId: string;
    /** Scope id; empty when the document does not say, which limits nothing. */
    readonly scope: string;
    readonly notScopes: readonly string[];
    readonly enforcementMode: EnforcementMode;
    /** Values by name, unwrapped from `{value}`. */
    readonly parameters: JsonObject;
    readonly nonComplianceMessages: readonly NonComplianceMessage[];
    /** In their order: the first that matches counts. */
    readonly overrides: readonly Override[];
    /** AND inside one, OR between several; empty for every resource of the scope. */
    readonly resourceSelectors: readonly (readonly Selector[])[];
    /** `1.*.*` or `1.2.*`; absent for the newest. */
    readonly definitionVersion?: string;
}
/** Reads an assignment from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
export declare function parseAssignment(document: unknown): Assignment;
export {};
