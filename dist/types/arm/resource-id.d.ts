/** The parts of an Azure resource id. Ids compare without case; the parts keep the case they were written in. */
export interface ResourceId {
    /** The id as given, without a trailing slash. */
    readonly id: string;
    /** What the resource lives under: a subscription, resource group, management group, another resource, or "" for the tenant. */
    readonly scope: string;
    /** Full type: `Microsoft.ContainerService/managedClusters/agentPools`. */
    readonly type: string;
    /** Names of the resource and its parents joined by `/`: `cluster/pool`. */
    readonly fullName: string;
    /** The last name segment: `pool`. */
    readonly name: string;
    readonly subscriptionId: string | undefined;
    readonly resourceGroup: string | undefined;
}
/**
 * Reads a resource id. Returns undefined when the text is none (including ids of bare scopes, see `parseScope`).
 * Extension resources are understood: the last `/providers/` names the type, what stands before it is the scope.
 */
export declare function parseResourceId(text: string): ResourceId | undefined;
/** True for a path with a segment `.` or `..`: on its way to a server it becomes another. Nothing in Azure is called so. */
export declare function hasDotSegment(path: string): boolean;
/** Builds the id of a resource: full type and full name are interleaved. */
export declare function formatResourceId(scope: string, type: string, fullName: string): string;
/** True when both ids name the same resource. */
export declare function sameId(left: string, right: string): boolean;
/** The value of the id segment that follows `name`, without regard to case. */
export declare function segmentAfter(id: string, name: string): string | undefined;
