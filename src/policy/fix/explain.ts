import type { Resource } from '../../arm/resource.ts';
import type { EvaluationContext } from '../conditions/scope.ts';
import type { Finding, RelatedLocation } from '../finding.ts';
import type { Judgement } from '../judge/judgement.ts';
import { fixOf } from './fix-of.ts';
import { proposeChange } from './propose.ts';
import { writtenAt } from './written-at.ts';

/** So many other places are named. */
const mostRelated = 8;

/**
 * The finding of a judgement with what a person needs to change the file: the places from which the values that decided came, and the edit
 * of one literal after which the policy is satisfied, where there is one. Takes many times as long as `judge`; what is compliant and what
 * does not come from a file stays as it is.
 */
export function explainFinding(judgement: Judgement, resource: Resource, context: EvaluationContext = {}): Finding {
  const { finding, policy } = judgement;
  if (resource.writingOf === undefined || (finding.verdict !== 'violation' && finding.verdict !== 'undetermined')) return finding;
  const related = relatedTo(judgement, resource);
  const fix = fixOf(proposeChange(policy, resource, context, judgement) ?? [], resource);
  return { ...finding, ...(related.length === 0 ? {} : { related }), ...(fix === undefined ? {} : { fix }) };
}

/** Where the values that decided were written, when names brought them from there. */
function relatedTo({ decisions }: Judgement, { writingOf }: Resource): readonly RelatedLocation[] {
  const found = new Map<string, RelatedLocation>();
  for (const { pointer, selects } of decisions) {
    const writing = selects || pointer === undefined ? undefined : writingOf?.(pointer);
    const message = writing === undefined ? undefined : writtenAt(writing);
    if (writing === undefined || message === undefined) continue;
    const { file, pointer: at, line, column } = writing.origin;
    const { line: textLine, column: textColumn } = writing.range ?? {};
    found.set(`${file}#${at}`, { file, line: textLine ?? line ?? 1, column: textColumn ?? column ?? 1, pointer: at, message });
    if (found.size === mostRelated) break;
  }
  return Array.from(found.values());
}
