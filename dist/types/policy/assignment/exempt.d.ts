import type { Resource } from '../../arm/resource.ts';
import { Unknown } from '../../language/unknown.ts';
import type { Exemption } from '../documents/exemption.ts';
import { type Selectable } from './selectors.ts';
/** What an exemption does for one policy and one resource. */
export type Exempt = {
    readonly outcome: 'exempt';
    readonly exemption: Exemption;
} | {
    readonly outcome: 'unknown';
    readonly exemption: Exemption;
    readonly why: Unknown;
};
/** Those exemptions that stand at the resource or above it, in their order; all where it is not known where the resource is, or where they stand. */
export declare function exemptionsAt(exemptions: readonly Exemption[], id: string | undefined): readonly Exemption[];
/**
 * The exemption that covers a resource for a member of an assignment, if one does; else one of which that is not known. Asked with those that `exemptionsAt` gives.
 * `utcNow` decides whether an exemption has expired: without it, one that expires is not known to cover anything.
 */
export declare function exemptionFor(exemptions: readonly Exemption[], assignmentId: string | undefined, resource: Resource, subject: Selectable, utcNow: string | undefined): Exempt | undefined;
