/** An expression as parsed. `position` counts characters from the start of the text that holds it. */
export type Expression = {
    readonly kind: 'literal';
    readonly value: string | number | boolean | null;
    readonly position: number;
} | {
    readonly kind: 'call';
    readonly name: string;
    readonly args: readonly Expression[];
    readonly position: number;
} | {
    readonly kind: 'access';
    readonly base: Expression;
    readonly steps: readonly Step[];
    readonly position: number;
};
/** One `.name` or `[index]` of a chain; a chain is a list, so that its length costs no stack. */
export interface Step {
    readonly key: Expression;
    readonly position: number;
}
/** Limits of the service (azure-policy-language.md §1.1). */
export declare const limits: {
    readonly expressionLength: 81920;
    readonly arguments: 128;
    readonly nestedCalls: 64;
    readonly stringLength: 131072;
    readonly valueDepth: 128;
    readonly valueNodes: 32768;
};
