import { codeSpan, prose } from './start.js';
import { worstFirst } from './run.js';

/** The fixes of what is to be mended, worst first; what is exempt is left as it is. */
function suggestedFixes(findings                    )                          {
  return worstFirst(findings).flatMap((finding) => {
    const { fix, verdict } = finding;
    if (fix === undefined || (verdict !== 'violation' && verdict !== 'undetermined' && verdict !== 'error')) return [];
    return [{ id: idOf(finding), text: `${codeSpan(finding.rule, 100)} on ${codeSpan(finding.resource.name, 100)}: ${prose(finding.message, 500)}`, fix }];
  });
}

function idOf({ fingerprint, location, resource, rule }         )         {
  return fingerprint ?? JSON.stringify([rule, resource.type, resource.name, location?.pointer ?? '']);
}

/** What became of the fixes, in one sentence for the log. */
function tellSuggestions(outcome                   , pullRequestNumber        )         {
  if (outcome.kind === 'outdated') return `Pull request ${pullRequestNumber} has another head by now: nothing was suggested.`;
  const counts = [
    [outcome.written, 'written'],
    [outcome.standing, 'there already'],
    [outcome.outside, 'outside its diff'],
    [outcome.unfit, 'not to be placed on their line'],
    [outcome.over, 'left to the report'],
  ]         ;
  const parts = counts.filter(([count], index) => index === 0 || count > 0).map(([count, what]) => `${count} ${what}`);
  return `Suggestions on pull request ${pullRequestNumber}: ${parts.join(', ')}.`;
}

export { suggestedFixes, tellSuggestions };
