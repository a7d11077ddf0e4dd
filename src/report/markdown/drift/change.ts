import type { FindingChange, ResourceWrite } from '../../../policy/finding.ts';
import { codeSpan } from '../../escape.ts';
import { dateText, timeText } from '../../drift/words.ts';

/** More changed lines of one write explain nothing more. */
const detailLimit = 8;

/** "2026-11-25 16:42 UTC"; what is no time is a code span. */
export function time(text: string): string {
  return timeText(text) ?? codeSpan(text, 40);
}

/** "2026-11-25"; what is no time is a code span. */
export function date(text: string): string {
  return dateText(text) ?? codeSpan(text, 40);
}

/** "Last written by `alice` at 2026-11-25 16:42 UTC", without a period. */
export function writtenBy({ at, by }: ResourceWrite): string {
  return `${by === undefined ? 'Last written by somebody whom Azure does not name' : `Last written by ${codeSpan(by, 120)}`} at ${time(at)}`;
}

/** Who wrote, when and what, as items of a list behind `indent`. */
export function renderWrite(write: ResourceWrite, indent: string): readonly string[] {
  const { operation, correlationId, details = [] } = write;
  const how = [...(operation === undefined ? [] : [codeSpan(operation, 120)]), ...(correlationId === undefined ? [] : [`correlation id ${codeSpan(correlationId, 60)}`])].join(', ');
  return [
    `${indent}- ${writtenBy(write)}${how === '' ? '' : ` (${how})`}`,
    ...details.slice(0, detailLimit).map((detail) => `${indent}  - ${codeSpan(detail)}`),
    ...(details.length > detailLimit ? [`${indent}  - ${details.length - detailLimit} more changes`] : []),
  ];
}

/** How a finding stands against the earlier run. Of what is new the heading says so. */
export function renderChange({ kind, since, write }: FindingChange, indent: string): readonly string[] {
  const first = kind === 'new' ? [] : [`${indent}- ${kind === 'worse' ? 'Worse than before; seen' : 'Seen'} first on ${date(since)}`];
  return [...first, ...(write === undefined ? [] : renderWrite(write, indent))];
}

/**
 * The same for a text that has to be the same as long as the same is found: when it was seen first, and the write that it was seen after. A
 * later write to the resource did not make it, and the run after next does not tell of it.
 */
export function renderLastingChange({ since, write }: FindingChange, indent: string): readonly string[] {
  const explains = write !== undefined && write.at <= since;
  return [`${indent}- Seen first on ${date(since)}`, ...(explains ? renderWrite(write, indent) : [])];
}
