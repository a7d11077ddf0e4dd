import type { Report } from '../../report.ts';

/** What a reader can do, in order. Empty where nothing was found. */
export function renderNext({ findings, drift }: Report): string {
  const isPlanned = drift?.remedies?.some(({ kind }) => kind === 'planned' || kind === 'held') === true;
  const isUnclear = findings.some(({ verdict }) => verdict === 'undetermined') || (drift !== undefined && drift.unseen.length > 0);
  const steps = [
    ...(findings.length === 0
      ? []
      : [
          `**Nobody meant it?** Undo it: ${isPlanned ? 'the way back above has the steps' : 'each finding says what to do'}.`,
          '**Somebody meant it?** Declare the way out under `egress` in `.github/aks-isolation.yml`, or agree to it for a time with an exemption in `.github/aks-isolation-exemptions.yml`.',
        ]),
    ...(isUnclear ? ['**Not known or not read?** Let the identity of the run read it: what is not known counts as not clean.'] : []),
  ];
  if (steps.length === 0) return '';
  const lines = steps.map((step, index) => `${index + 1}. ${step}`);
  return ['#### What to do', '', ...lines, '', 'The next runs keep this text up to date, and tell in comments what is new, worse or healed.'].join('\n');
}
