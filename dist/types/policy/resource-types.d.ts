/** True when the type has tags and a location, so that mode `Indexed` sees it. */
export declare function isIndexed(type: string): boolean;
/** False for the types that the service never evaluates: deployments and their like. */
export declare function isEvaluated(type: string): boolean;
