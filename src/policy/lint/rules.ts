/** Every check, by its id: how grave it is and what it is about. The table in docs/lint.md is made from this one. */
export const lintRules = {
  invalid: { severity: 'error', about: 'The document is not of the policy language: Azure refuses it, or every evaluation fails.' },
  'unknown-alias': { severity: 'warning', about: 'An alias that the table has not, although it lists all of the resource type, or one that is spelled almost like it: Azure refuses it, or the field always reads as missing.' },
  'guessed-alias': { severity: 'info', about: 'An alias of a type that the table does not list, or not in full: offline its path is guessed from its name.' },
  'alias-of-other-type': { severity: 'warning', about: 'An alias of a type that the rule is not about: the field always reads as missing.' },
  'indexed-without-tags': { severity: 'warning', about: 'Mode Indexed on a type without tags and location: the rule never sees it.' },
  'child-not-covered': { severity: 'warning', about: 'The rule looks at parts inside a resource that can also be requests of their own, and misses those (or the other way round).' },
  'array-for-all': { severity: 'warning', about: '`[*]` means "every element", and is true of a missing or empty array: a deny that should mean "some element" fires, or does not.' },
  'array-as-scalar': { severity: 'warning', about: 'An array as a whole compared with a single value: it never equals one.' },
  'composite-comparison': { severity: 'info', about: 'equals or contains with an array or an object: what Azure makes of it is not documented.' },
  'undocumented-field': { severity: 'warning', about: 'A field that no documentation knows; Azure may refuse the definition.' },
  'unknown-member': { severity: 'error', about: 'A member beside `if` and `then`, or beside `effect` and `details`: Azure refuses the definition.' },
  'parameter-type': { severity: 'error', about: 'A list where one value is compared, or one value where a list is needed: Azure refuses the definition.' },
  'unsupported-expression': { severity: 'error', about: 'A function where Azure does not take it: `field()` in a field name, `parameters()` in `count.field`, the resource in the `condition` of modify.' },
  'hard-coded-effect': { severity: 'info', about: 'The effect is no parameter: it cannot be switched to Audit or Disabled where it is assigned.' },
  'effect-not-disableable': { severity: 'info', about: 'The effect parameter does not allow Disabled.' },
  'not-modifiable': { severity: 'warning', about: 'modify on a field that Azure does not let policies write.' },
  'like-question-mark': { severity: 'warning', about: '`like` knows `*` only; a `?` stands for itself.' },
  'null-comparison': { severity: 'warning', about: 'A comparison with null fails, which Azure treats as a denial.' },
  'unused-parameter': { severity: 'error', about: 'A parameter that the rule does not read: Azure refuses the definition.' },
  'missing-mode': { severity: 'info', about: 'Without a mode Azure takes Indexed, which leaves out types without tags.' },
  'missing-header': { severity: 'info', about: 'No display name, description, category or version.' },
  'object-limits': { severity: 'error', about: 'A limit of Azure on names, texts or numbers of things.' },
  'missing-details': { severity: 'error', about: 'An effect without the details that it cannot do without.' },
} as const satisfies Readonly<Record<string, { readonly severity: 'error' | 'warning' | 'info'; readonly about: string }>>;

export type LintRule = keyof typeof lintRules;
