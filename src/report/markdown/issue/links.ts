import { isLinkable } from '../links.ts';

export interface IssueLinks {
  /** The page of the run. */
  readonly runUrl?: string;
  /** The page from which the whole report can be had. */
  readonly reportUrl?: string;
}

/** The last line: where to find more. The page of an artifact has a number of its own in each run, so in its place stands the run's list of artifacts. */
export function renderLinks({ runUrl, reportUrl }: IssueLinks): string {
  const artifacts = /^(https?:\/\/.*\/actions\/runs\/\d+)(?:\/attempts\/\d+)?\/artifacts\/\d+$/.exec(reportUrl ?? '')?.[1];
  const parts = [
    'aks-network-isolation',
    ...(isLinkable(reportUrl) ? [`[whole report](${artifacts === undefined ? reportUrl : `${artifacts}#artifacts`})`] : []),
    ...(isLinkable(runUrl) ? [`[run](${runUrl})`] : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}
