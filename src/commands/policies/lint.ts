import { bundledAliases, lintText, type Finding, type LintedText } from '../../policy/index.ts';
import { worstVerdict } from '../../report/report.ts';
import { UserError } from '../../run/errors.ts';
import { readPolicyFiles, type PolicyFile } from '../../sources/policy-files.ts';
import type { Outcome } from '../tools.ts';

const severities = { error: 'high', warning: 'medium', info: 'low' } as const;

/** Tells authors of policy documents what they should know. Findings of severity info do not fail the run. */
export async function lintPolicies(paths: readonly string[], folder: string): Promise<Outcome> {
  if (paths.length === 0) throw new UserError('"policies lint" needs a file or folder: aks-isolation policies lint policies/');
  const files = await readPolicyFiles(paths, folder);
  const read = files.map((file) => ({ file, linted: lintText(file.text, bundledAliases) }));
  const linted = read.flatMap(({ file, linted: found }) => (found === undefined ? [] : [{ file, found }]));
  if (linted.length === 0) throw new UserError(`There is no policy document in ${paths.join(', ')} (${files.length} JSON files read).`);
  const findings = linted.flatMap(({ file, found }) => found.findings.map((finding) => findingOf(file, found, finding)));
  const count = (severity: Finding['severity']) => findings.filter((finding) => finding.severity === severity).length;
  const clean = linted.filter(({ found }) => found.findings.length === 0).length;
  const skipped = files.length - linted.length;
  return {
    report: {
      command: 'policies lint',
      title: `policy documents in ${paths.join(', ')}`,
      verdict: worstVerdict(findings),
      target: { id: paths.join(', '), name: paths.join(', ') },
      changed: false,
      dryRun: false,
      steps: [],
      findings,
      counts: { violation: count('high') + count('medium'), undetermined: count('low'), compliant: clean },
      facts: [],
      notes: [
        `${linted.length} policy documents: ${count('high')} errors, ${count('medium')} warnings, ${count('low')} hints.` +
          (skipped === 0 ? '' : ` ${skipped} other JSON files were left alone.`),
      ],
    },
    exceeds: count('high') + count('medium') > 0,
  };
}

const types = {
  definition: 'Microsoft.Authorization/policyDefinitions',
  initiative: 'Microsoft.Authorization/policySetDefinitions',
  assignment: 'Microsoft.Authorization/policyAssignments',
  exemption: 'Microsoft.Authorization/policyExemptions',
} as const;

function findingOf({ file }: PolicyFile, { kind, name }: LintedText, finding: LintedText['findings'][number]): Finding {
  const { rule, severity, message, line, column, pointer } = finding;
  return {
    rule,
    title: rule,
    verdict: severity === 'info' ? 'undetermined' : 'violation',
    effect: '',
    severity: severities[severity],
    resource: { type: types[kind], name: name ?? file },
    location: { file, line, column, pointer },
    message,
    reasons: [],
  };
}
