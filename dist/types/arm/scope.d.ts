/** A place where policy can be assigned. Ids carry no trailing slash. */
export type Scope = {
    readonly kind: 'managementGroup';
    readonly id: string;
    readonly managementGroup: string;
} | {
    readonly kind: 'subscription';
    readonly id: string;
    readonly subscriptionId: string;
} | {
    readonly kind: 'resourceGroup';
    readonly id: string;
    readonly subscriptionId: string;
    readonly resourceGroup: string;
};
/** Reads a scope id, or returns undefined when the text is none. A trailing slash is forgiven. */
export declare function parseScope(text: string): Scope | undefined;
/** True when `id` is `scope` or lies below it, compared segment by segment and without case. What has a segment `..` lies nowhere. */
export declare function isWithin(id: string, scope: string): boolean;
