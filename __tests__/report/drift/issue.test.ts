import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { issueTitle, renderIssueBody, renderIssueComment } from '../../../src/report/markdown/issue.ts';
import type { Report } from '../../../src/report/report.ts';
import { chartsIn, readFlowchart } from '../exposures/mermaid.ts';
import { withoutCode } from '../markdown-reader.ts';
import { hostileFinding, hostileReport } from '../sample.ts';
import { cluster, clusterId, drift, firstRun, fleet, healed, hostileOne, inconclusive, list, living, looked, nextNight, oneCluster, remedy, write } from './drift-reports.ts';

const limit = 60_000;
const runOf = (number: number): { readonly runUrl: string; readonly reportUrl: string } => {
  const runUrl = `https://github.com/contoso/platform/actions/runs/${number}`;
  return { runUrl, reportUrl: `${runUrl}/artifacts/${number * 7}` };
};
const bodyOf = (report: Report, run = 42): string => renderIssueBody(report, { limit, ...runOf(run) });
const commentOf = (report: Report): string => renderIssueComment(report, { limit, ...runOf(42) });
/** As src/github/comment.ts compares what is there with what is wanted. */
const meaningOf = (body: string): string => body.replaceAll(/\/actions\/runs\/\d+(?:\/attempts\/\d+)?/g, '/actions/runs');

describe('the title of the issue', () => {
  test('names the target, and nothing that changes from night to night', () => {
    expect([oneCluster(), nextNight(oneCluster()), fleet(10), fleet(500), inconclusive(), list()].map(issueTitle)).toEqual([
      'AKS network isolation: cluster demo drifted', 'AKS network isolation: cluster demo drifted',
      'AKS network isolation: clusters of management group contoso drifted', 'AKS network isolation: clusters of management group contoso drifted',
      'AKS network isolation: clusters of subscription s drifted', 'AKS network isolation: clusters drifted',
    ]);
  });

  test('has letters, digits and quiet punctuation only, and is short', () => {
    const target = { id: clusterId('demo'), name: `fixes #12 @everyone <b> \`x\` [a](http://b) ${'x'.repeat(500)}` };
    const title = issueTitle(looked({ target }));
    expect(title).toMatch(/^AKS network isolation: cluster [\p{L}\p{N} .,:/_…-]+ drifted$/u);
    expect(title.length).toBeLessThanOrEqual(150);
  });
});

describe('the body of the issue', () => {
  test('says what is wrong since when, who wrote it, what would mend it, and what to do', () => {
    const body = bodyOf(oneCluster());
    expect(body).toMatch(/^Cluster `demo` is not isolated as agreed: \*\*3 violations, 1 undetermined\*\*\.\n/);
    for (const piece of [
      '\n- **Clusters have no outbound path** (`aks-outbound-type`) on `demo` in `rg`  \n  The outbound type is loadBalancer.\n  - Seen first on 2026-11-26\n' +
        '  - Last written by `alice@contoso.example` at 2026-11-25 16:42 UTC (`Microsoft.ContainerService/managedClusters/write`, correlation id `6f1c8b1e-2f5a-4a55-8c39-2f3f0c1d9e11`)\n' +
        '    - `properties.networkProfile.outboundType: none → loadBalancer`\n',
      '\n  - Seen first on 2026-10-03\n',
      '\n<details><summary>Plan for <code>demo</code> · 2 steps</summary>\n\n**Disturbs:** nodes are reimaged, one at a time\n\n1. Update cluster demo\n   - `properties.networkProfile.outboundType: loadBalancer → none`\n2. Reimage the nodes of pool system\n',
      '\n```sh\naks-isolation deploy --subscription-id 00000000-0000-0000-0000-000000000001 --resource-group rg --cluster-name demo\n```\n',
      '\n1. **Nobody meant it?** Undo it: the way back above has the steps.\n2. **Somebody meant it?** Declare the way out under `egress` in `.github/aks-isolation.yml`, or',
      '\n3. **Not known or not read?** ',
      '\n<sub>aks-network-isolation · [whole report](https://github.com/contoso/platform/actions/runs/42#artifacts) · [run](https://github.com/contoso/platform/actions/runs/42)</sub>\n',
    ]) expect(body).toContain(piece);
  });

  test('has the picture of one cluster, which Mermaid reads', async () => {
    const [chart = ''] = chartsIn(bodyOf(oneCluster()));
    expect((await readFlowchart(chart)).boxes.map(({ text }) => text)).toContain('Node public addresses<br/>pool user');
  });

  test.each([['one cluster', oneCluster()], ['a first run', firstRun()], ['a list', list()], ['a fleet', fleet(300)]])('of %s is the same as long as the same is found', (_name, report) => {
    const [tonight, tomorrow] = [bodyOf(report), bodyOf(nextNight(report), 43)];
    expect(meaningOf(tomorrow)).toBe(meaningOf(tonight));
    expect(tomorrow).not.toBe(tonight);
  });

  test('tells of no write after the finding was seen, of nothing done tonight and of nothing healed', () => {
    const later = living('demo', { change: { kind: 'unchanged', since: '2026-10-01T03:00:00Z', write: write({ by: 'carol' }) } });
    const body = bodyOf(looked({ verdict: 'violation', findings: [later], drift: drift({ counts: { new: 0, worse: 0, unchanged: 1, healed: 1 }, healed: [healed('demo')], remedies: [remedy('demo', { kind: 'applied' })], azure: { at: '2026-11-25T22:10:00Z', compared: 1, different: 0 } }) }));
    expect(body).not.toMatch(/carol|Healed|The way back|22:10|03:00/);
  });

  test('of a fleet beyond GitHub’s limit has the worst, the numbers by management group, and says how many it leaves out', () => {
    const body = bodyOf(fleet(10_000));
    expect(body.length).toBeLessThanOrEqual(limit);
    expect(body).toMatch(/^1000 of 10000 clusters are not isolated as agreed, of 1000 it is not known, 100 could not be read: \*\*2000 violations, 1000 undetermined, 100 not read\*\*\.\n/);
    expect(body).toContain('\n| management group `contoso` | 10000 | 1000 | 1000 | 100 |\n');
    expect(body).toContain('\n| and 9980 clusters: 980 failing, 1000 undetermined, 100 not read, 7900 clean |');
    expect(body).toMatch(/\n> \d+ findings of high, 2000 of medium severity not shown/);
    expect(body).toContain('\n388 more are in the report.\n');
    expect(body).toContain('\n#### What to do\n');
    expect(chartsIn(body)).toEqual([]);
  });

  test('names what was not read without the words in which Azure told it, which differ each time', () => {
    const body = bodyOf(inconclusive());
    expect(body).toContain('> **So little could be read that nothing follows from it.** What was found before still counts.\n>\n> **1 not read**, and therefore neither clean nor healed:\n> - `/subscriptions/');
    expect(body).not.toContain('AuthorizationFailed');
    expect(body).not.toContain('compliant');
  });

  test('of a cluster that nobody can mend by plan says why, and offers no command', () => {
    const body = bodyOf(list());
    expect(body).toContain('<details><summary>By hand for <code>orders</code></summary>\n\nthe virtual network belongs to another subscription\n');
    expect(body).not.toContain('```sh');
    expect(body).toContain('Undo it: each finding says what to do.');
  });

  test('offers no command that a name could extend', () => {
    for (const name of ['demo; rm -rf', 'demo`x`', '--help', 'a b', 'x\n```']) {
      expect(bodyOf(oneCluster({}, { remedies: [remedy(name, { cluster: { id: clusterId(name), name } })] }))).not.toContain('```sh');
    }
  });

  test('is calm where nothing is wrong any more', () => {
    expect(bodyOf(looked())).toBe(`Cluster \`demo\` is isolated as agreed: **compliant**.\n\n<sub>aks-network-isolation · [whole report](${runOf(42).runUrl}#artifacts) · [run](${runOf(42).runUrl})</sub>\n`);
  });
});

describe('the comment', () => {
  test('tells what is new, worse or healed, who wrote it and when, and nothing else', () => {
    const comment = commentOf(oneCluster());
    expect(comment).toMatch(/^Since \[2026-11-25 03:00 UTC\]\(https:\/\/github\.com\/contoso\/platform\/actions\/runs\/41\): \*\*2 new, 1 worse, 1 healed, 1 as before\*\*\.\n/);
    expect(comment).toContain('\n#### New or worse (3)\n\n- **Clusters have no outbound path** (`aks-outbound-type`, violation, high) on `demo` in `rg`: The outbound type is loadBalancer.\n  - Last written by `alice@contoso.example` at 2026-11-25 16:42 UTC (');
    expect(comment).toContain('\n  - Worse than before; seen first on 2026-11-01\n');
    expect(comment).toContain('\n#### Healed (1)\n\n- Run command is off (`aks-run-command`, medium) on `demo` in `rg`: mended; it was there since 2026-11-20. Last written by `bob@contoso.example` at 2026-11-25 09:00 UTC\n');
    expect(comment).not.toMatch(/Nodes have no public address|mermaid|The way back/);
  });

  test.each([['the same was found', nextNight(oneCluster())], ['it is the first run', firstRun()], ['nothing was found', looked()], ['nothing follows', inconclusive()]])('is empty where %s', (_name, report) => {
    expect(commentOf(report)).toBe('');
  });

  test('tells what was done, what failed first and open', () => {
    const comment = commentOf(looked({ drift: drift({ remedies: [remedy('a', { kind: 'applied' }), remedy('b', { kind: 'failed', why: 'Azure refused: quota', steps: [{ title: 'Update cluster b', status: 'failed', details: [] }] })] }) }));
    expect(comment).toMatch(/<details open><summary>Failed on <code>b<\/code> · 1 step<\/summary>\n\nAzure refused: quota\n[^]*1\. Update cluster b: failed\n[^]*<summary>Applied to <code>a<\/code>/);
  });

  test('of hundreds of changes names twenty and counts the others', () => {
    const comment = commentOf(fleet(10_000));
    expect(comment.match(/^- \*\*/gm)).toHaveLength(20);
    expect(comment).toContain('#### New or worse (200)\n');
    expect(comment).toContain('\n- 180 more; the issue has the worst\n');
    expect(comment.length).toBeLessThan(20_000);
  });

  test('links the earlier run only beside this one', () => {
    const elsewhere = oneCluster({}, { earlier: { at: '2026-11-25T03:00:09Z', url: 'https://evil.example/contoso/platform/actions/runs/41' } });
    expect(commentOf(elsewhere)).toMatch(/^Since 2026-11-25 03:00 UTC: /);
    expect(renderIssueComment(oneCluster(), { limit })).toMatch(/^Since 2026-11-25 03:00 UTC: /);
  });
});

describe('hostile names', () => {
  const evil = 'fixes #12 @everyone closes contoso/platform#3 GH-4 <!-- aks-network-isolation:x --> <script> https://evil.example "]; click a "javascript:x" ```';

  /** What a reader of markdown takes for text, with our own fences and folds taken away. */
  const textOf = (markdown: string): string =>
    markdown
      .replaceAll(/^```(?:mermaid|sh)\n[^`]*```$/gm, '')
      .replaceAll(/<summary>(?:[A-Z][a-z ]+ )<code>[^<>]*<\/code>/g, '<summary>')
      .replaceAll(/^ {2}(`{3,})diff\n(?: {2}[+-…].*\n)* {2}\1$/gm, '')
      .replaceAll(/^#{4,5} /gm, '')
      .split('\n').map(withoutCode).join('\n')
      .replaceAll(/<\/?(?:details|summary|sub)(?: open)?>/g, '');
  const harmful = /[@<[\]`#\u202E\u200F]|https?:|www\.|GH-\d/;

  test('neither mention, close, link nor hide anything', async () => {
    for (const text of [renderIssueBody(hostileOne(evil), { limit }), renderIssueComment(hostileOne(evil), { limit })]) {
      expect(text).toContain('fixes');
      expect(text).not.toContain('<!--');
      expect(textOf(text)).not.toMatch(harmful);
      for (const chart of chartsIn(text)) await readFlowchart(chart);
    }
  });

  test('whatever is in the report, and however much of it, the texts are harmless and within their limit', () => {
    fc.assert(
      fc.property(hostileReport, fc.array(hostileFinding, { maxLength: 5 }), fc.integer({ min: 4_000, max: 60_000 }), fc.integer({ min: 1, max: 60 }), (base, more, room, times) => {
        const repeat = <T>(items: readonly T[]): readonly T[] => Array.from({ length: times }, () => items).flat();
        const { drift: of } = base;
        const large: Report = {
          ...base, findings: repeat([...base.findings, ...more]),
          ...(of === undefined ? {} : { drift: { ...of, isConclusive: true, unseen: repeat(of.unseen), healed: repeat(of.healed), clusters: repeat(of.clusters), places: repeat(of.places ?? []), remedies: repeat(of.remedies ?? []) } }),
        };
        for (const text of [renderIssueBody(large, { limit: room }), renderIssueComment(large, { limit: room })]) {
          expect(text.length).toBeLessThanOrEqual(room);
          expect(text).not.toContain('<!--');
          expect(textOf(text)).not.toMatch(harmful);
        }
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('of ten megabytes neither fill nor hold up the text', () => {
    const started = performance.now();
    const report = hostileOne('`@everyone <'.repeat(900_000));
    expect(renderIssueBody(report, { limit }).length + renderIssueComment(report, { limit }).length).toBeLessThan(2 * limit);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test('keep a cluster’s name in its cell', () => {
    const report = list();
    const named = { ...report, drift: drift({ clusters: [cluster('a|b', { state: 'failing', severity: 'high', findings: 1 }), cluster('c')] }) };
    expect(bodyOf(named)).toContain('\n| `a\\|b` | failing | high | 1 | `none` | `westeurope` |\n');
  });
});
