import type { Finding } from '../../../policy/finding.ts';
import { isUnknown } from '../../../language/unknown.ts';

/**
 * An undetermined finding with what would decide it: the parameters to pass, where that is all that is missing. What else is not known
 * is known only to the deployment, and would have to be written out.
 */
export function withWhatDecides(finding: Finding): Finding {
  if (finding.verdict !== 'undetermined') return finding;
  const reasons = finding.reasons.flatMap(({ actual, expected }) => [actual, expected].filter(isUnknown).map(({ why }) => why));
  if (reasons.length === 0) return finding;
  const parameters = new Set(reasons.flatMap((why) => parameterIn(why) ?? []));
  const open = reasons.some((why) => parameterIn(why) === undefined);
  const said = [...(parameters.size === 0 ? [] : [passing([...parameters])]), ...(open ? [writingOut] : [])].join(' ');
  return { ...finding, remedy: finding.remedy === undefined ? said : `${said} ${finding.remedy}` };
}

/** The sentence of src/template/parameters/bind.ts. */
function parameterIn(why: string): string | undefined {
  return /^the parameter `([^`]+)` is given no value$/.exec(why)?.[1];
}

function passing(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `\`${name}\``).join(', ');
  const more = names.length > 5 ? ` and ${names.length - 5} more` : '';
  return `Pass ${shown}${more}: in a parameter file beside the template, or by "template-parameters".`;
}

const writingOut = 'What only the deployment knows has to be written out where the rule looks, to be judged before it.';
