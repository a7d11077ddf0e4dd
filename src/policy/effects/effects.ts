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

export const effects: readonly Effect[] = [
  { name: 'disabled', decidedBy: 'nothing' },
  { name: 'append', decidedBy: 'condition', changesRequest: true },
  { name: 'modify', decidedBy: 'condition', changesRequest: true },
  { name: 'deny', decidedBy: 'condition' },
  { name: 'audit', decidedBy: 'condition' },
  { name: 'manual', decidedBy: 'attested' },
  { name: 'auditIfNotExists', decidedBy: 'related' },
  { name: 'deployIfNotExists', decidedBy: 'related' },
  { name: 'denyAction', decidedBy: 'delete' },
  { name: 'auditAction', decidedBy: 'delete' },
  { name: 'mutate', decidedBy: 'elsewhere' },
  { name: 'addToNetworkGroup', decidedBy: 'elsewhere' },
  { name: 'enforceSetting', decidedBy: 'elsewhere' },
  { name: 'enforceRegoPolicy', decidedBy: 'elsewhere' },
  { name: 'enforceOPAConstraint', decidedBy: 'elsewhere' },
];

const byLowerCase: ReadonlyMap<string, Effect> = new Map(effects.map((effect) => [effect.name.toLowerCase(), effect]));

/** The effect of this name, compared without case. */
export function effectNamed(name: string): Effect | undefined {
  return byLowerCase.get(name) ?? byLowerCase.get(name.toLowerCase());
}
