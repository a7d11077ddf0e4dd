import type { Severity } from '../../policy/finding.ts';

/** The names of the rules in reports. */
export const declaredRules = { state: 'declared-state', missing: 'declared-missing' } as const;

export const titles = { state: 'What lives is what is declared', missing: 'What is declared lives' } as const;
export const stateRemedy = 'Deploy what is declared again, or declare what lives.';
export const missingRemedy = 'Deploy what is declared, or take the declaration away.';

/** What the rules are about, whatever they find. Each finding is as severe as the worst of its differences. */
export const declaredRuleFacts: readonly { readonly rule: string; readonly title: string; readonly severity: Severity; readonly description: string; readonly remedy: string }[] = [
  {
    rule: declaredRules.state, title: titles.state, severity: 'high', remedy: stateRemedy,
    description: 'Compares the properties that a declaration writes with those of the living resource. What the declaration leaves to Azure, what is known only at deployment, and what the service writes itself are not compared.',
  },
  {
    rule: declaredRules.missing, title: titles.missing, severity: 'high', remedy: missingRemedy,
    description: 'Looks for each declared resource among what lives. One that is not there is missing only where everything of its type was read.',
  },
];
