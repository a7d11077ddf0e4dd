/** What the action hands to later steps. `action.yml` and the README's table follow it. */
export const outputTable = [
  { name: 'verdict', description: 'The worst verdict on the cluster or scope: `compliant`, `violation`, `undetermined`, or `error` when the run failed.' },
  { name: 'changed', description: '`true` when something was written (with `dry-run`: would have been), else `false`.' },
  { name: 'cluster-id', description: 'Resource id of the cluster; empty for `assign`.' },
  { name: 'findings', description: 'How many findings there are.' },
  { name: 'new-findings', description: 'How many findings are new or worse since the run before, all of them where none is known; empty but for `drift`.' },
  { name: 'issue-url', description: 'Address of the issue that `drift` keeps; empty when there is none.' },
  { name: 'report-file', description: 'Path of the report.' },
  { name: 'comment-url', description: 'Address of the comment on the pull request; empty when there is none.' },
  { name: 'plan-hash', description: 'Fingerprint of the plan, to be approved and given as `plan-hash`; empty when the run failed before it had one.' },
] as const satisfies readonly { readonly name: string; readonly description: string }[];

export type OutputName = (typeof outputTable)[number]['name'];
