import { describe, expect, test } from '@jest/globals';
import { renderMarkdown } from '../../../src/report/markdown.ts';
import { chartsIn } from '../exposures/mermaid.ts';
import { drift, earlierUrl, firstRun, fleet, inconclusive, list, looked, oneCluster, write, living, at } from './drift-reports.ts';

const runUrl = 'https://github.com/contoso/platform/actions/runs/42';
const headingsOf = (markdown: string): readonly string[] => Array.from(markdown.matchAll(/^#{3,4} .*$/gm), ([heading]) => heading);

describe('the job summary of a look at living clusters', () => {
  test('has what changed first, then what is new or worse, what healed, the way back, and the rest', () => {
    const summary = renderMarkdown(oneCluster(), { runUrl });
    expect(headingsOf(summary)).toEqual([
      '### Cluster demo in resource group rg: 3 violations, 1 undetermined', '#### Ways out', '#### New or worse: violations, high severity (2)', '#### New or worse: undetermined, medium severity (1)',
      '#### Healed (1)', '#### The way back', '#### As before: violations, medium severity (1)',
    ]);
    expect(summary).toContain(`\n\nCompared with [2026-11-25 03:00 UTC](${earlierUrl}): **2 new, 1 worse, 1 healed, 1 as before**. Read at 2026-11-26 03:00 UTC.\n\nAzure Policy evaluated last at 2026-11-25 22:10 UTC: of 5 resources it says something else of 1.\n`);
    expect(summary).toContain('\n  - Last written by `alice@contoso.example` at 2026-11-25 16:42 UTC (');
    expect(summary).toContain('\n\n1 cluster: 1 failing; 3 violations, 1 undetermined\n');
    expect(chartsIn(summary)).toHaveLength(1);
  });

  test('of a first run says that nothing counts as new, and has one list of findings', () => {
    const summary = renderMarkdown(firstRun());
    expect(summary).toContain('\n\nRead at 2026-11-26 03:00 UTC. No earlier run is known, so nothing counts as new.\n');
    expect(headingsOf(summary)).toContain('#### Violations, high severity (2)');
    expect(summary).not.toMatch(/New or worse:|As before/);
  });

  test('of a clean look is a sentence', () => {
    expect(renderMarkdown(looked())).toBe('### Cluster demo in resource group rg: compliant\n\n`drift`\n\nCompared with 2026-11-25 03:00 UTC: **nothing was found then or now**. Read at 2026-11-26 03:00 UTC.\n\nNothing to object to: 1 cluster was judged.\n\n<sub>aks-network-isolation `0.1.0`</sub>\n');
  });

  test('of what could not be read says so, why, and never calls it compliant', () => {
    const summary = renderMarkdown(inconclusive());
    expect(summary).toMatch(/^### Clusters of subscription s: 1 not read, inconclusive\n/);
    expect(summary).toContain('Azure answered 403 AuthorizationFailed: the identity lacks `Microsoft.ResourceGraph/resources/read`');
    expect(summary).not.toContain('compliant');
    expect(renderMarkdown(looked({ drift: drift({ unseen: [{ scope: '/subscriptions/x', why: 'it answered nothing' }] }) }))).toMatch(/^### Cluster demo in resource group rg: 1 not read\n[^]*: \*\*nothing was found in what could be read\*\*/);
  });

  test('of a few clusters has a table and the picture of each that was looked at', () => {
    const summary = renderMarkdown(list());
    expect(summary).toContain('| Cluster | State | Worst | Findings | New or worse | Outbound type | Location |\n| :-- | :-- | :-- | --: | --: | :-- | :-- |\n| `orders` | failing | high | 1 | 1 | `loadBalancer` | `westeurope` |\n| `billing` | not read |');
    expect(chartsIn(summary)).toHaveLength(1);
  });

  test('of a fleet has the worst clusters and the numbers by place in the place of pictures, and stays within a comment', () => {
    const summary = renderMarkdown(fleet(10_000));
    expect(summary.length).toBeLessThan(60_000);
    expect(chartsIn(summary)).toEqual([]);
    expect(headingsOf(summary).slice(0, 5)).toEqual([
      '### Clusters of management group contoso: 2000 violations, 1000 undetermined, 100 not read', '#### Where they are', '#### Clusters', '#### New or worse: violations, high severity (200)', '#### Healed (2)',
    ]);
    expect(summary).toContain('| and 9980 clusters: 980 failing, 1000 undetermined, 100 not read, 7900 clean |');
    // Where findings of thousands compete, what is new does not push all that is as before out.
    expect(summary).toMatch(/\n#### As before: violations, high severity \(800\)\n/);
  });

  test('a write of which Azure tells little is told as far as it goes', () => {
    const summary = renderMarkdown(looked({ findings: [living('demo', { change: { kind: 'new', since: at, write: { at: 'yesterday' } } }), living('demo', { rule: 'x', change: { kind: 'new', since: at, write: write({ details: Array.from({ length: 12 }, (_, index) => `p${index}: a → b`) }) } })] }));
    expect(summary).toContain('\n  - Last written by somebody whom Azure does not name at `yesterday`\n');
    expect(summary).toContain('\n    - `p7: a → b`\n    - 4 more changes\n');
  });
});
