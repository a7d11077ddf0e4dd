import { issueMarker } from '../comment/marker.ts';
import { meaningOf } from '../comment/meaning.ts';
import { logLine } from '../log-text.ts';
import type { Told } from './news.ts';
import { digestOf, hideRecord, issueBodyLimit, stateLength, type IssueRecord } from './record.ts';
import type { Issue, IssueUpdate } from './repository-issues.ts';
import type { WantedIssue } from './wanted.ts';

/** GitHub's, in characters. */
const titleLimit = 256;

/** How the issue is to be opened or closed; empty when it stays as it is. */
export function turnOf(kept: Issue, wanted: WantedIssue): Pick<IssueUpdate, 'state' | 'state_reason'> {
  if (kept.isOpen) return wanted.open ? {} : { state: 'closed', state_reason: 'completed' };
  const reopens = wanted.open && (!isSilenced(kept) || (wanted.worse ?? wanted.comment !== undefined));
  return reopens ? { state: 'open', state_reason: 'reopened' } : {};
}

/** Closed for a reason of somebody's own. */
export function isSilenced({ isOpen, stateReason }: Issue): boolean {
  return !isOpen && stateReason !== undefined && stateReason !== 'completed';
}

/** The whole body, with the state when it fits. */
export function writtenBody(wanted: WantedIssue, told: Told): { readonly body: string; readonly holdsState: boolean; readonly next: IssueRecord } {
  const next: IssueRecord = {
    ...told,
    meaning: digestOf(wanted.meaning ?? JSON.stringify([meaningOf(wanted.body), wanted.state])),
    visible: digestOf(meaningOf(wanted.body)),
    title: digestOf(titleOf(wanted)),
  };
  const withRecord = (record: IssueRecord): string => `${issueMarker(wanted.key)}\n${wanted.body.trimEnd()}\n\n${hideRecord(record)}\n`;
  const whole = stateLength(wanted.state) < issueBodyLimit ? withRecord({ ...next, state: wanted.state }) : undefined;
  return whole !== undefined && whole.length <= issueBodyLimit ? { body: whole, holdsState: true, next } : { body: withRecord(next), holdsState: false, next };
}

/** One line of at most 256 characters. */
export function titleOf({ title }: WantedIssue): string {
  const line = logLine(title);
  return line.length <= titleLimit ? line : `${line.slice(0, titleLimit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
