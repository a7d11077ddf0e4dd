/**
 * Every effect and what it takes to decide it offline (azure-policy-language.md §1.10).
 * - `condition`: the condition alone decides; where it holds, an existing resource is not compliant
 * - `related`: resources related to the one judged decide
 * - `delete`: acts on DELETE only
 * - `attested`: people decide
 * - `elsewhere`: another engine decides
 */
export interface Effect {
    /** As Azure spells it. */
    readonly name: string;
    readonly decidedBy: 'nothing' | 'condition' | 'related' | 'delete' | 'attested' | 'elsewhere';
    /** `append` and `modify` change the request before `deny` sees it. */
    readonly changesRequest?: true;
}
export declare const effects: readonly Effect[];
/** The effect of this name, compared without case. */
export declare function effectNamed(name: string): Effect | undefined;
