/** Where a function of the template language may be called. */
export type Where = 'policy' | 'template' | 'both';
/** One function of the language, as its users know it (learn.microsoft.com, "ARM template functions"; azure-policy-language.md §1.9). */
export interface FunctionFact {
    readonly name: string;
    /** `name: kind` for each; `?` may be left out, `…` may repeat. */
    readonly parameters: string;
    readonly where: Where;
    /** What it gives, in one line. */
    readonly about: string;
}
/** Every function of the language, by name. Policy has those of `policy` and `both`, templates those of `template` and `both`. */
export declare const functionFacts: readonly FunctionFact[];
/** True for a function that templates have and policy has not. */
export declare function isTemplateFunction(name: string): boolean;
