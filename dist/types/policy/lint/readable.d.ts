/** What `read` gives; undefined where the document cannot be read, which `invalid` tells. */
export declare function readable<Value>(read: () => Value): Value | undefined;
