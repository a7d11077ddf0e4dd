/** Every check, by its id: how grave it is and what it is about. The table in docs/lint.md is made from this one. */
export declare const lintRules: {
    readonly invalid: {
        readonly severity: 'error';
        readonly about: 'The document is not of the policy language: Azure refuses it, or every evaluation fails.';
    };
    readonly 'unknown-alias': {
        readonly severity: 'warning';
        readonly about: 'An alias that the table has not, although it lists all of the resource type, or one that is spelled almost like it: Azure refuses it, or the field always reads as missing.';
    };
    readonly 'guessed-alias': {
        readonly severity: 'info';
        readonly about: 'An alias of a type that the table does not list, or not in full: offline its path is guessed from its name.';
    };
    readonly 'alias-of-other-type': {
        readonly severity: 'warning';
        readonly about: 'An alias of a type that the rule is not about: the field always reads as missing.';
    };
    readonly 'indexed-without-tags': {
        readonly severity: 'warning';
        readonly about: 'Mode Indexed on a type without tags and location: the rule never sees it.';
    };
    readonly 'child-not-covered': {
        readonly severity: 'warning';
        readonly about: 'The rule looks at parts inside a resource that can also be requests of their own, and misses those (or the other way round).';
    };
    readonly 'array-for-all': {
        readonly severity: 'warning';
        readonly about: '`[*]` means "every element", and is true of a missing or empty array: a deny that should mean "some element" fires, or does not.';
    };
    readonly 'array-as-scalar': {
        readonly severity: 'warning';
        readonly about: 'An array as a whole compared with a single value: it never equals one.';
    };
    readonly 'composite-comparison': {
        readonly severity: 'info';
        readonly about: 'equals or contains with an array or an object: what Azure makes of it is not documented.';
    };
    readonly 'undocumented-field': {
        readonly severity: 'warning';
        readonly about: 'A field that no documentation knows; Azure may refuse the definition.';
    };
    readonly 'unknown-member': {
        readonly severity: 'error';
        readonly about: 'A member beside `if` and `then`, or beside `effect` and `details`: Azure refuses the definition.';
    };
    readonly 'parameter-type': {
        readonly severity: 'error';
        readonly about: 'A list where one value is compared, or one value where a list is needed: Azure refuses the definition.';
    };
    readonly 'unsupported-expression': {
        readonly severity: 'error';
        readonly about: 'A function where Azure does not take it: `field()` in a field name, `parameters()` in `count.field`, the resource in the `condition` of modify.';
    };
    readonly 'hard-coded-effect': {
        readonly severity: 'info';
        readonly about: 'The effect is no parameter: it cannot be switched to Audit or Disabled where it is assigned.';
    };
    readonly 'effect-not-disableable': {
        readonly severity: 'info';
        readonly about: 'The effect parameter does not allow Disabled.';
    };
    readonly 'not-modifiable': {
        readonly severity: 'warning';
        readonly about: 'modify on a field that Azure does not let policies write.';
    };
    readonly 'like-question-mark': {
        readonly severity: 'warning';
        readonly about: '`like` knows `*` only; a `?` stands for itself.';
    };
    readonly 'null-comparison': {
        readonly severity: 'warning';
        readonly about: 'A comparison with null fails, which Azure treats as a denial.';
    };
    readonly 'unused-parameter': {
        readonly severity: 'error';
        readonly about: 'A parameter that the rule does not read: Azure refuses the definition.';
    };
    readonly 'missing-mode': {
        readonly severity: 'info';
        readonly about: 'Without a mode Azure takes Indexed, which leaves out types without tags.';
    };
    readonly 'missing-header': {
        readonly severity: 'info';
        readonly about: 'No display name, description, category or version.';
    };
    readonly 'object-limits': {
        readonly severity: 'error';
        readonly about: 'A limit of Azure on names, texts or numbers of things.';
    };
    readonly 'missing-details': {
        readonly severity: 'error';
        readonly about: 'An effect without the details that it cannot do without.';
    };
};
export type LintRule = keyof typeof lintRules;
