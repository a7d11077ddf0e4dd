import type { Failure } from '../failure.ts';

const permissionLine = '`permissions: issues: write`';

/** The sentence about an issue that could not be read or written, with what to do. */
export function explainIssueRefusal({ kind, reason }: Failure, apiUrl: string, verb: 'read' | 'written'): string {
  const again = verb === 'read' ? 'This run compares with nothing.' : 'The next run will try again.';
  const locked = kind === 'permission' && /locked/i.test(reason);
  const causes: Readonly<Record<Failure['kind'], string>> = {
    credentials: `GitHub does not accept the token (${reason}). Pass one of a job with ${permissionLine}.`,
    permission: locked
      ? `it is locked (${reason}). Unlock it; this project cannot.`
      : `the token may not do that (${reason}). Add ${permissionLine} to the job; runs from forks and of Dependabot never get it.`,
    absent: `the token does not see it (${reason}). Add ${permissionLine} to the job, and check the repository's name.`,
    gone: `the repository has no issues, or this one was deleted meanwhile (${reason}). Turn issues on in the repository's settings, or run without an issue.`,
    limit: `GitHub's rate limit is used up (${reason}). ${again}`,
    invalid: `GitHub did not accept it (${reason}).`,
    unavailable: `GitHub at ${apiUrl} did not answer (${reason}). ${again}`,
    unexpected: `GitHub at ${apiUrl} did not answer as documented (${reason}).`,
  };
  return `The drift issue was not ${verb}: ${causes[kind]}`;
}

/** Characters of a label's name (docs.github.com, "Managing labels"). */
const labelLimit = 50;

/** What is wrong with a label's name, as a clause; undefined when nothing is. GitHub's lists separate labels by commas, so one with a comma is never found. */
export function labelProblem(label: string): string | undefined {
  if (label.trim() === '') return 'the label is empty';
  if (label.includes(',')) return `the label "${label}" has a comma, by which GitHub separates labels`;
  return label.length > labelLimit ? `the label "${label}" has more than ${labelLimit} characters` : undefined;
}
