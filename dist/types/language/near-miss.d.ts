/** The candidate that `name` was probably meant to be, compared without case: `lessThan` → `less`, `concatt` → `concat`. */
export declare function nearMiss(name: string, candidates: Iterable<string>): string | undefined;
/** "; did you mean `less`?", or nothing. */
export declare function suggestion(name: string, candidates: Iterable<string>): string;
