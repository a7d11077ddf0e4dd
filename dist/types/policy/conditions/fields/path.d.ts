/** `[*]` in a path. */
export declare const each: unique symbol;
/** A member name, the index of an element, or every element. */
export type PathStep = string | number | typeof each;
/** A place in a resource. Its way there is a chain, because most places are never printed. */
export interface Spot {
    /** Undefined when there is nothing. */
    readonly value: unknown;
    readonly key?: string | number;
    readonly parent?: Spot;
    /** Stands for the elements of an array that is not known, however many. */
    readonly open?: true;
}
/** Reads `a.b[*].c`, `a[0]` and `a['b.c']`. Whatever has none of these forms is part of a name. */
export declare function parsePath(text: string): readonly PathStep[];
/**
 * The places that a path leads to: one, or with `[*]` any number. Members are read without case.
 * A missing or null array has no elements; an unknown one has one open spot.
 * With `inserted`, elements and objects are looked through for a wrapper `properties`, as sub-resources of the network provider have it.
 */
export declare function select(start: Spot, steps: readonly PathStep[], inserted?: boolean): readonly Spot[];
/**
 * Whether the member that step `index` asks for may stand inside a wrapper `properties` of a sub-resource: behind an element or a member,
 * but not straight below the resource's own `properties`. `startsAtElement`: the path begins inside an array.
 */
export declare function mayBeWrapped(steps: readonly PathStep[], index: number, startsAtElement: boolean): boolean;
/** JSON pointer of a spot, with the keys as the resource writes them. */
export declare function pointerOf(spot: Spot): string;
/** Path of a spot as people write it: `properties.agentPoolProfiles[1].mode`. */
export declare function pathOf(spot: Spot): string;
