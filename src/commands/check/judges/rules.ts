import { memberIgnoringCase } from '../../../arm/json.ts';
import type { AssignedPolicy } from '../../../policy/bind.ts';
import { metadataText, ruleName, severityOf } from '../../../policy/judge/rule-facts.ts';
import type { ReportRule } from '../../../report/report.ts';

/** What each rule that judged is about, once for each name. */
export function rulesOf(policies: readonly AssignedPolicy[]): readonly ReportRule[] {
  const rules = new Map<string, ReportRule>();
  for (const { definition, parameters } of policies) {
    const rule = ruleName(definition);
    if (rules.has(rule)) continue;
    const effect = memberIgnoringCase(parameters, 'effect');
    const remedy = metadataText(definition, 'remediation');
    rules.set(rule, {
      rule,
      title: definition.displayName ?? rule,
      severity: severityOf(definition, typeof effect === 'string' ? effect.toLowerCase() : ''),
      ...(definition.description === undefined ? {} : { description: definition.description }),
      ...(remedy === undefined ? {} : { remedy }),
    });
  }
  return [...rules.values()];
}
