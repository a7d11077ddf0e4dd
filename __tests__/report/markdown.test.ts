import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { commentMarker, markerReserve } from '../../src/github/comment/marker.ts';
import type { Severity } from '../../src/policy/finding.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report/report.ts';
import { finding, hostile, hostileFinding, hostileReport, report } from './sample.ts';
import { withoutCode } from './markdown-reader.ts';

const runUrl = 'https://github.com/contoso/platform/actions/runs/1/attempts/2';

describe('what it looks like', () => {
  test('after a deployment', () => {
    expect(renderMarkdown(report({ notes: ['The policy is not enforced yet.'], planHash: 'abc' }), { runUrl })).toBe(`### Cluster demo in resource group rg: compliant

\`deploy\` · changed

> The policy is not enforced yet.

| Fact | Value |
| :-- | :-- |
| Outbound type | \`none\` |
| API server | \`private\` |

\`\`\`mermaid
flowchart LR
  aks["demo"]
  aks --x|"Outbound type: none"| way0["Internet"]
  way1["Public API endpoint"] --x|"API server: private"| aks
\`\`\`

| Step | Result | Time |
| :-- | :-- | --: |
| Create cluster demo | done | 1m05s |

<details><summary><code>Create cluster demo</code> · 1 line</summary>

- \`properties.networkProfile.outboundType: absent → none\`

</details>

<sub>aks-network-isolation \`0.1.0\` · plan \`abc\` · [run](${runUrl})</sub>
`);
  });

  test('with findings', () => {
    const findings = [
      finding({ severity: 'medium', rule: 'aks-node-public-ip', title: 'Nodes have no public address', reasons: [] }),
      finding(),
      finding({ resource: { type: 't', name: 'other' } }),
    ];
    const body = renderMarkdown(report({ command: 'check', verdict: 'violation', steps: [], facts: [], changed: false, findings }));
    expect(body).toBe(`### Cluster demo in resource group rg: 3 violations

\`check\`

#### Violations, high severity (2)

- **Clusters have no outbound path** (\`aks-outbound-type\`) on \`demo\`, \`infra/main.json:12\`${'  '}
  The outbound type is loadBalancer.
  - \`properties.networkProfile.outboundType\`: \`loadBalancer\` → \`["none"]\`
  - To do: Set the outbound type to none.
- **Clusters have no outbound path** (\`aks-outbound-type\`) on \`other\`, \`infra/main.json:12\`${'  '}
  The outbound type is loadBalancer.
  - \`properties.networkProfile.outboundType\`: \`loadBalancer\` → \`["none"]\`
  - To do: Set the outbound type to none.

#### Violations, medium severity (1)

- **Nodes have no public address** (\`aks-node-public-ip\`) on \`demo\`, \`infra/main.json:12\`${'  '}
  The outbound type is loadBalancer.
  - To do: Set the outbound type to none.

<sub>aks-network-isolation \`0.1.0\`</sub>
`);
  });

  test('a failed step is in the headline and stands open', () => {
    const steps: Report['steps'] = [{ title: 'Create cluster demo', status: 'failed', details: ['Quota exceeded.'], elapsed: 1 }];
    const body = renderMarkdown(report({ steps }));
    expect(body).toContain(': failed at Create cluster demo\n');
    expect(body).toContain('<details open><summary><code>Create cluster demo</code>');
  });

  test('an open way is drawn as one', () => {
    expect(renderMarkdown(report({ facts: [{ label: 'Outbound type', value: 'loadBalancer' }] }))).toContain('aks -->|"Outbound type: loadBalancer"| way0["Internet"]');
  });

  test('a run’s link that is no plain URL is left out', () => {
    expect(renderMarkdown(report(), { runUrl: 'https://x/) [y](z' })).not.toContain('[run]');
  });
});

describe('what does not fit', () => {
  test('of 70,000 findings goes from the least severe end, and is counted', () => {
    const severities: readonly Severity[] = ['low', 'medium', 'high'];
    const findings = Array.from({ length: 70_000 }, (_, index) =>
      finding({ severity: severities[index % 3] ?? 'low', title: `Finding number ${index}`, resource: { type: 't', name: `cluster-${index}` } }),
    );
    const body = renderMarkdown(report({ verdict: 'violation', findings, facts: [] }), { runUrl });
    expect(body.length).toBeLessThan(60_000 - markerReserve);
    expect(body.length).toBeGreaterThan(55_000);
    const shown = body.match(/^- \*\*Finding/gm)?.length ?? 0;
    const counted = /> (\d+) findings of high, (\d+) of medium, (\d+) of low severity not shown/.exec(body);
    expect(counted?.slice(1).map(Number)).toEqual([23_333 - shown, 23_333, 23_334]);
    expect(body).toContain('70000 violations');
    expect(body).not.toContain('low severity (');
  });

  test('of many long steps is counted by lines, and findings keep their place', () => {
    const details = Array.from({ length: 2_000 }, (_, index) => `properties.${'x'.repeat(200)}${index}: a → b`);
    const steps: Report['steps'] = [{ title: 'Update', status: 'done', details }, { title: 'Fail', status: 'failed', details: ['Because.'] }];
    const body = renderMarkdown(report({ steps, findings: [finding()] }));
    expect(body).toContain('Clusters have no outbound path');
    expect(body).toContain('- Because.');
    const shown = body.match(/^- `properties/gm)?.length ?? 0;
    expect(body).toContain(`> ${2_000 - shown} lines of step details not shown`);
  });

  test('stays within any limit, whatever there is too much of', () => {
    const many = fc.record({ base: hostileReport, times: fc.integer({ min: 1, max: 200 }), limit: fc.integer({ min: 8_000, max: 60_000 }) });
    fc.assert(
      fc.property(many, fc.array(hostileFinding, { maxLength: 5 }), hostile, ({ base, times, limit }, more, text) => {
        const repeat = <T>(items: readonly T[]): readonly T[] => Array.from({ length: times }, () => items).flat();
        const large: Report = {
          ...base,
          title: text.repeat(times),
          steps: repeat(base.steps),
          facts: repeat(base.facts),
          notes: repeat(base.notes),
          findings: repeat([...base.findings, ...more]),
        };
        const body = renderMarkdown(large, { limit, runUrl });
        expect(body.length + markerReserve).toBeLessThan(limit);
      }),
      { numRuns: 60 },
    );
  });
});

describe('whatever is in the report', () => {
  test('no mention, reference, link or HTML of it arises', () => {
    fc.assert(
      fc.property(hostileReport, (hostileOne) => {
        const body = renderMarkdown(hostileOne);
        const text = body
          .replace(/```mermaid\n[^`]*```/, '')
          .replace(/<summary><code>[^<>]*<\/code>/g, '<summary>')
          .replace(/^#{3,4} /gm, '')
          .split('\n')
          .map(withoutCode)
          .join('\n')
          .replace(/<\/?(?:details|summary|sub)(?: open)?>/g, '');
        expect(text).not.toMatch(/[@<[\]`#\u202E\u200F]|https?:|www\.|GH-\d/);
      }),
      { numRuns: 300 },
    );
  });

  test('the marker stays the first line', () => {
    fc.assert(
      fc.property(hostileReport, hostile, (hostileOne, key) => {
        const body = `${commentMarker(key)}\n${renderMarkdown(hostileOne)}`;
        expect(body.indexOf('-->')).toBe(commentMarker(key).length - 3);
        expect(body.split('\n', 1)[0]).toBe(commentMarker(key));
      }),
    );
  });

  test('a table keeps its columns', () => {
    fc.assert(
      fc.property(hostileReport, (hostileOne) => {
        const rows = renderMarkdown(hostileOne).split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| Step') && !line.startsWith('| :'));
        for (const row of rows) expect([3, 4]).toContain(row.replaceAll('\\|', '').split('|').length - 1);
      }),
    );
  });
});
