import type { Verdict } from '../../policy/finding.ts';

/** The four moods of the page's colours. */
export type Look = 'bad' | 'doubt' | 'calm' | 'plain';

export const looks: Readonly<Record<Verdict, Look>> = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubt',
  exempt: 'plain',
  compliant: 'calm',
  notApplicable: 'plain',
};

/** Verdicts as people write them. */
export const verdictNames: Readonly<Record<Verdict, string>> = {
  error: 'error',
  violation: 'violation',
  undetermined: 'undetermined',
  exempt: 'exempt',
  compliant: 'compliant',
  notApplicable: 'not applicable',
};
