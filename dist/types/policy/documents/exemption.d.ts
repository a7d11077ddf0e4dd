import { type Selector } from '../assignment/selectors.ts';
import { type Header } from './header.ts';
/** A policy exemption as parsed. */
export interface Exemption extends Header {
    readonly kind: 'exemption';
    /** The resource, or the scope above resources, that is exempt; empty when the document has no id. */
    readonly scope: string;
    readonly assignmentId: string;
    /** The members of the initiative it is about; empty for all. */
    readonly referenceIds: readonly string[];
    readonly category: (typeof categories)[number];
    /** ISO 8601; absent when it does not end. */
    readonly expiresOn?: string;
    /** AND inside one, OR between several; empty for every resource of the scope. */
    readonly resourceSelectors: readonly (readonly Selector[])[];
}
declare const categories: readonly ['Waiver', 'Mitigated'];
/** Reads an exemption from ARM JSON, with or without the `properties` wrapper, keys without case. Throws PolicyError. */
export declare function parseExemption(document: unknown): Exemption;
export {};
