import type { ComplianceWord } from '../../../azure/compliance-states.ts';
import type { Verdict } from '../../../policy/finding.ts';

/**
 * What follows from the two answers about one resource and one policy.
 * - `same`: both object, neither does, or both excuse it
 * - `differs`: one of the two is wrong, or knows of something that the other does not: a finding
 * - `settled`: what is known here does not decide, and Azure, which sees all, says what it is
 * - `exemptHere`: Azure objects to what is exempt here; its exemption was never written to Azure
 * - `unclear`: Azure has no answer of its own (a conflict of assignments, a failed or missing evaluation)
 * - `aside`: nothing to learn
 */
export type Agreement = 'same' | 'differs' | 'settled' | 'exemptHere' | 'unclear' | 'aside';

type Row = Readonly<Record<Verdict, Agreement>>;

/** Azure has no answer: no disagreement, and never a consent. Only a rule that failed here as well is the same. */
const noAnswer: Row = { compliant: 'unclear', violation: 'unclear', undetermined: 'unclear', error: 'unclear', exempt: 'aside', notApplicable: 'aside' };

/** Azure's word, and what was found here. */
export const agreements: Readonly<Record<ComplianceWord, Row>> = {
  // A rule that failed would deny a write: Azure, for which it holds, evaluated something else.
  compliant: { compliant: 'same', violation: 'differs', undetermined: 'settled', error: 'differs', exempt: 'aside', notApplicable: 'same' },
  nonCompliant: { compliant: 'differs', violation: 'same', undetermined: 'settled', error: 'same', exempt: 'exemptHere', notApplicable: 'differs' },
  // An exemption that only Azure knows excuses what is found here: whoever reads one of the two sees nothing of the other.
  exempt: { compliant: 'aside', violation: 'differs', undetermined: 'aside', error: 'differs', exempt: 'same', notApplicable: 'aside' },
  conflict: noAnswer,
  error: { ...noAnswer, error: 'same' },
  unknown: noAnswer,
  // `denyAction` keeps a resource from being deleted; it says nothing of what the resource is.
  protected: { compliant: 'aside', violation: 'aside', undetermined: 'aside', error: 'aside', exempt: 'aside', notApplicable: 'aside' },
};

/** Of several assignments' answers the one that counts: what objects, then what has no answer, then what excuses. */
export const worstWord: readonly ComplianceWord[] = ['nonCompliant', 'error', 'conflict', 'unknown', 'exempt', 'compliant', 'protected'];

/** What one has to know the last write of a resource for: a state from before it is about another resource than the one that was judged. */
export const dependsOnTime: ReadonlySet<Agreement> = new Set(['differs', 'settled', 'exemptHere', 'unclear']);
