/** A ready fix, put into its file as it says, mends its finding: for each literal that a policy objects to, in each form. */
import { describe, expect, test } from '@jest/globals';
import type { Fix } from '../../../src/policy/finding.ts';
import { forms, isolatedCluster, textOf, withValue } from './forms.ts';
import { checkFiles } from './run.ts';

const leaks: readonly (readonly [pointer: string, value: unknown])[] = [
  ['/properties/networkProfile/outboundType', 'loadBalancer'],
  ['/properties/bootstrapProfile/artifactSource', 'Direct'],
  ['/properties/apiServerAccessProfile/enablePrivateCluster', false],
  ['/properties/agentPoolProfiles/1/enableNodePublicIP', true],
  ['/properties/autoUpgradeProfile/nodeOSUpgradeChannel', 'Unmanaged'],
];

/** The text with the range of a fix replaced, as an editor would. */
function applied(text: string, { line, column, endLine, endColumn, original, replacement }: Fix): string {
  const lines = text.split('\n');
  const offset = (row: number, place: number): number => lines.slice(0, row - 1).reduce((sum, { length }) => sum + length + 1, 0) + place - 1;
  const [start, end] = [offset(line, column), offset(endLine, endColumn)];
  expect(text.slice(start, end)).toBe(original);
  return text.slice(0, start) + replacement + text.slice(end);
}

describe.each(forms)('$name', ({ build }) => {
  test.each(leaks)('%s := %p', async (pointer, value) => {
    const documents = build(withValue(isolatedCluster, pointer, value) as typeof isolatedCluster);
    const files: Record<string, string> = Object.fromEntries(Object.entries(documents).map(([file, document]) => [file, textOf(document)]));
    const { report } = await checkFiles(files);
    const fixes = new Map(report.findings.map(({ fix }) => [JSON.stringify(fix), fix]));
    expect([...fixes.keys()]).toEqual([expect.stringContaining('"replacement"')]);
    for (const fix of fixes.values()) if (fix !== undefined) files[fix.file] = applied(files[fix.file] ?? '', fix);
    expect((await checkFiles(files)).report.findings).toEqual([]);
  });
});
