/** Values by their key, each group in its order (`Map.groupBy` is not in node 20). */
export declare function grouped<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): ReadonlyMap<Key, readonly Value[]>;
