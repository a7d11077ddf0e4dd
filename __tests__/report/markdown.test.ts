import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { commentMarker, markerReserve } from '../../src/github/comment/marker.ts';
import type { Severity } from '../../src/policy/finding.ts';
import { fileLinks, type FileLink } from '../../src/github/file-link.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report/report.ts';
import { checked, finding, fix, hostile, hostileFinding, hostileReport, related, report } from './sample.ts';
import { withoutCode } from './markdown-reader.ts';

const runUrl = 'https://github.com/contoso/platform/actions/runs/1/attempts/2';

function linksOf(sha: string): FileLink {
  const repository = { owner: 'contoso', name: 'platform' };
  return fileLinks({ name: 'push', repository, sha, apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' }) ?? (() => undefined);
}

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

  test('after a check: what to change first, then findings by file with a diff, what would decide, and what was read', () => {
    const linkTo = linksOf('c'.repeat(40));
    const page = (file: string, line: number): string => `https://github.com/contoso/platform/blob/${'c'.repeat(40)}/infra/${file}#L${line}`;
    expect(renderMarkdown(checked(), { linkTo })).toBe(`### Infrastructure in infra: 1 violation, 1 undetermined, 1 exempt

\`check\`

#### What to change

| Where | Change | For |
| :-- | :-- | :-- |
| [\`infra/main.json:12\`](${page('main.json', 12)}) | \`"loadBalancer"\` → \`"none"\` | \`aks-outbound-type\` |

#### Violations, high severity (1)

##### \`infra/main.json\`

- **Clusters have no outbound path** (\`aks-outbound-type\`) on \`demo\`, [\`line 12\`](${page('main.json', 12)})${'  '}
  The outbound type is loadBalancer.
  \`\`\`diff
  - "loadBalancer"
  + "none"
  \`\`\`
  - \`properties.networkProfile.outboundType\`: \`loadBalancer\` → \`["none"]\`
  - To do: Set the outbound type to none.
  - See [\`infra/main.json:3\`](${page('main.json', 3)}): the default of parameter \`outboundType\`

#### Undetermined, high severity (1)

##### \`infra/other.json\`

- **API servers are private** (\`aks-private-api-server\`) on \`other\`, [\`line 8\`](${page('other.json', 8)})${'  '}
  Whether the API server is private is not known.
  - \`properties.networkProfile.outboundType\`: \`\`not known: parameter \`private\` has no value\`\` \`equals\` \`true\`
  - What would decide it: Pass the parameter \`private\`.

#### Exempt, medium severity (1)

##### \`infra/main.json\`

- **Nodes have no public address** (\`aks-node-public-ip\`) on \`demo\`, [\`line 12\`](${page('main.json', 12)})${'  '}
  Exempt until \`2027-01-31\`: moved by then.
  - To do: Set the outbound type to none.

2 files judged, 3 skipped; 4 resources; 1 violation, 1 undetermined, 1 exempt; 1 ready fix

<sub>aks-network-isolation \`0.1.0\`</sub>
`);
  });

  test('a clean check is one sentence', () => {
    expect(renderMarkdown(checked({ verdict: 'compliant', findings: [] }))).toContain('\n\nNothing to object to: 4 resources in 2 files were judged.\n\n');
  });

  test('a change that several rules ask for stands in the table once; too many changes are only with their findings', () => {
    const twice = [finding({ fix: fix() }), finding({ rule: 'aks-other', fix: fix() })];
    expect(renderMarkdown(checked({ findings: twice }))).toContain('| `infra/main.json:12` | `"loadBalancer"` → `"none"` | `aks-outbound-type`, `aks-other` |');
    const many = Array.from({ length: 11 }, (_, index) => finding({ fix: fix({ line: index + 1 }) }));
    const body = renderMarkdown(checked({ findings: many }));
    expect(body).not.toContain('What to change');
    expect(body.match(/```diff/g)).toHaveLength(11);
  });

  test('what a fix replaces cannot close its fence', () => {
    const body = renderMarkdown(checked({ findings: [finding({ fix: fix({ original: 'x\n````\n@everyone', replacement: '~~~\n<script>' }), reasons: [] })] }));
    expect(body).toContain('\n  `````diff\n  - x\n  - ````\n  - @everyone\n  + ~~~\n  + <script>\n  `````\n');
  });

  test('a link goes to the file as it is named, whatever is in the name, and nowhere outside the checkout', () => {
    const linkTo = linksOf('a'.repeat(40));
    expect(linkTo('a (1)/ü#?.json', 2)).toBe(`https://github.com/contoso/platform/blob/${'a'.repeat(40)}/a%20%281%29/%C3%BC%23%3F.json#L2`);
    expect([linkTo('../x.json', 1), linkTo('/etc/passwd', 1), linkTo('', 1)]).toEqual([undefined, undefined, undefined]);
    const body = renderMarkdown(checked({ findings: [finding({ related: [related({ file: 'a](https://evil.example)' })] })] }), { linkTo: () => 'https://x/) [y](z' });
    expect(body).not.toContain('](https://x');
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
          exposures: repeat(base.exposures ?? []).slice(0, times % 3 === 0 ? times : 3),
          findings: repeat([...base.findings, ...more]),
        };
        const body = renderMarkdown(large, { limit, runUrl });
        expect(body.length + markerReserve).toBeLessThanOrEqual(limit);
      }),
      // What fails is long; making it shorter would take hours.
      { numRuns: 60, endOnFailure: true },
    );
  });
});

describe('whatever is in the report', () => {
  test('no mention, reference, link or HTML of it arises', () => {
    fc.assert(
      fc.property(hostileReport, (hostileOne) => {
        const body = renderMarkdown(hostileOne);
        const text = body
          .replace(/```mermaid\n[^`]*```/g, '')
          .replace(/<summary>(?:(?:Every way out of|Plan for|Applied to|Failed on|Held back for|By hand for) )?<code>[^<>]*<\/code>/g, '<summary>')
          .replace(/^ {2}(`{3,})diff\n(?: {2}[+-…].*\n)* {2}\1$/gm, '')
          .replace(/^#{3,5} /gm, '')
          .replace(/^\| # (?=\| Step \|)/gm, '')
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
        let columns = 0;
        for (const [row, index] of renderMarkdown(hostileOne).split('\n').map((line, at) => [line, at] as const)) {
          const pipes = row.startsWith('| ') ? row.replaceAll('\\|', '').split('|').length - 1 : 0;
          if (columns > 0 && pipes > 0) expect([index, pipes]).toEqual([index, columns]);
          columns = pipes;
        }
      }),
    );
  });
});
