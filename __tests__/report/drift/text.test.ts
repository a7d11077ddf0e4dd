import { describe, expect, test } from '@jest/globals';
import type { Report } from '../../../src/report/report.ts';
import { renderText, type TextOptions } from '../../../src/report/text.ts';
import { driftSections } from '../../../src/report/text/drift.ts';
import { mixed } from '../exposures/sample.ts';
import { at, cluster, clusterId, drift, earlierAt, firstRun, fleet, healed, hostileOne, inconclusive, list, living, looked, oneCluster, remedy, write } from './drift-reports.ts';

function textOf(report: Report, options: Partial<TextOptions> = {}): string {
  return renderText(report, { colour: false, ...options }, driftSections);
}

function linesOf(report: Report, options: Partial<TextOptions> = {}): readonly string[] {
  return textOf(report, options).split('\n');
}

/** Where a text first stands; a text that is not there fails the test. */
function placeOf(text: string, part: string): number {
  expect(text).toContain(part);
  return text.indexOf(part);
}

describe('one cluster', () => {
  test('that is clean takes three sentences', () => {
    expect(textOf(looked())).toBe(`cluster demo in resource group rg: compliant

Since 2026-11-25 03:00 UTC: nothing was found then or now. Read at 2026-11-26 03:00 UTC.

Nothing to object to: 1 cluster was judged.
`);
  });

  test('has the verdict, what changed, what is new with who wrote it, what is as before, what healed, the way back and what to do', () => {
    expect(textOf({ ...oneCluster(), exposures: [] })).toBe(`cluster demo in resource group rg: 3 violations, 1 undetermined

Since 2026-11-25 03:00 UTC: 2 new, 1 worse, 1 healed, 1 as before. Read at 2026-11-26 03:00 UTC.
Azure Policy evaluated last at 2026-11-25 22:10 UTC: of 5 resources it says something else of 1.

new: violation (high)       aks-outbound-type       demo   in rg
  The outbound type is loadBalancer.
    properties.networkProfile.outboundType: loadBalancer → ["none"]
  Last written by alice@contoso.example at 2026-11-25 16:42 UTC
    properties.networkProfile.outboundType: none → loadBalancer
  To do: Set the outbound type to none.

worse: violation (high)     aks-private-api-server  demo   in rg
  The API server is public.
  Since 2026-11-01
  Last written by alice@contoso.example at 2026-11-25 17:00 UTC
    properties.networkProfile.outboundType: none → loadBalancer
  To do: Make the API server private.

new: undetermined (medium)  egress-peering          spoke  in rg
  The network \`hub\` may not be read.
  What would decide it: Grant Reader on \`hub\`.

violation (medium)          aks-node-public-ip      demo   in rg
  Pool \`user\` asks for public addresses.
  Since 2026-10-03
  To do: Set the outbound type to none.

Healed (1)
  aks-run-command (medium) on demo in rg: mended; since 2026-11-20
    Last written by bob@contoso.example at 2026-11-25 09:00 UTC

The way back: 1 planned
  Plan for demo: 2 steps; disturbs: nodes are reimaged, one at a time
    1. Update cluster demo
       properties.networkProfile.outboundType: loadBalancer → none
    2. Reimage the nodes of pool system
    aks-isolation deploy --subscription-id 00000000-0000-0000-0000-000000000001 --resource-group rg --cluster-name demo

Next: undo what nobody meant ("remediate: apply" does what disturbs nothing); declare what somebody
meant under "egress", or agree to it for a time with an exemption.

1 cluster: 1 failing; 3 violations, 1 undetermined
`);
  });

  test('that is looked at for the first time has nothing new, and nothing that stands since now', () => {
    const text = textOf(firstRun());
    expect(text).toContain('No earlier run is known, so nothing counts as new.');
    expect(text).not.toMatch(/^ +Since|new: /m);
  });

  test('with very many findings names what is new one by one and counts the rest by rule', () => {
    const calm = Array.from({ length: 60 }, (_, index) => living(`pool${index}`, { change: { kind: 'unchanged', since: `2026-10-${String(10 + (index % 20))}T03:00:00Z` } }));
    const text = textOf(looked({ verdict: 'violation', findings: [...calm, living('demo', { rule: 'z-rule', severity: 'low', change: { kind: 'new', since: at, write: write() } })] }));
    expect(text).toContain('New or worse (1)\n  new: violation (low)  z-rule  demo  in rg\n    alice@contoso.example, 2026-11-25 16:42 UTC: The outbound type is loadBalancer.\n');
    expect(text).toContain('As before (60)\n  violation (high)  aks-outbound-type  60 resources  since 2026-10-10\n');
  });

  test('of which nothing follows says so before all else', () => {
    const text = textOf(inconclusive());
    expect(text).toContain('clusters of subscription s: 1 not read, inconclusive\n\nSo little could be read that nothing follows from it. What was found before still counts.\n');
    expect(text).toContain('Not read (1), and therefore neither clean nor healed\n  Azure answered 403 AuthorizationFailed');
    expect(text).not.toContain('Nothing to object to');
  });

  test('keeps what a run before found and this one could not look at', () => {
    const carried = [{ rule: 'a', title: 'A', severity: 'high', verdict: 'violation', resource: { type: 't', name: 'n' }, since: earlierAt }] as const;
    expect(textOf(looked({ drift: drift({ carried }) }))).toContain('1 finding of before could not be looked at again, and still counts.\n');
  });
});

describe('the way back', () => {
  const of = (overrides: Parameters<typeof remedy>[1]): string => textOf(looked({ findings: [living('demo')], drift: drift({ remedies: [remedy('demo', overrides)] }) }));

  test('that was carried out says what became of each step, and has no command', () => {
    const text = of({ kind: 'failed', why: 'Azure answered 409.', steps: [{ title: 'Update cluster demo', status: 'done', details: [] }, { title: 'Update pool user', status: 'failed', details: ['409 Conflict'] }] });
    expect(text).toContain('The way back: 1 failed\n  Failed on demo: 2 steps');
    expect(text).toContain('    Azure answered 409.\n    1. Update cluster demo: done\n    2. Update pool user: failed\n       409 Conflict\n');
    expect(text).not.toContain('aks-isolation deploy');
  });

  test('what failed stands before what is planned', () => {
    const text = textOf(looked({ drift: drift({ remedies: [remedy('a'), remedy('b', { kind: 'failed' })] }) }));
    expect(placeOf(text, 'Failed on b')).toBeLessThan(placeOf(text, 'Plan for a'));
    expect(text).toContain('The way back: 1 failed, 1 planned');
  });

  test('without a plan names the way to one', () => {
    expect(textOf(looked({ findings: [living('demo')] }))).toContain('"remediate: plan" shows how');
    expect(textOf(looked({ findings: [living('demo', { verdict: 'undetermined' })] }))).not.toContain('Next:');
  });
});

describe('several clusters', () => {
  test('few are named one by one, with their findings in full', () => {
    const text = textOf(list());
    expect(text).toContain('Clusters\n  orders   failing   1 finding, the worst high, 1 new or worse; loadBalancer; westeurope\n  billing  not read  none; westeurope\n  web      clean     none; westeurope\n');
    expect(text).toContain('  To do: Set the outbound type to none.\n');
    expect(text).toContain(`  Azure did not answer within 60 seconds\n    ${clusterId('billing')}\n`);
  });

  test('ten thousand take about sixty lines, and say where the rest is', () => {
    const report = fleet(10_000);
    const text = textOf(report);
    expect(text.split('\n').length).toBeLessThanOrEqual(62);
    expect(text).toContain('10000 clusters: 1000 failing, 1000 undetermined, 100 not read, 7900 clean.\nSince 2026-11-25 03:00 UTC: 200 new, 2 healed, 2800 as before.');
    expect(text).toContain('  195 more\n');
    expect(text).toContain('This is a summary: "format: html" makes a page of it all, "format: json" has everything.\n');
    const all = { ...report, planHash: 'a'.repeat(64), facts: [{ label: 'a', value: 'b' }, { label: 'c', value: 'd' }], notes: Array.from({ length: 500 }, (_, index) => `${index} ${'word '.repeat(200)}`) };
    expect(linesOf(all).length).toBeLessThanOrEqual(80);
    expect(textOf(all)).toContain('Note: 496 more in the whole report.\n');
  });

  test('what is new stands before what is as before, that before what healed, and that before places and ways out', () => {
    const text = textOf(fleet(400));
    const order = ['Not read (4)', 'New or worse (8)', 'As before (112)', 'Healed (2)', 'Where they are', 'Ways out of 40 clusters', 'The way back', 'Next:', '400 clusters: 40 failing, 40 undetermined, 4 not read, 316 clean; '].map((part) => placeOf(text, part));
    expect(order).toEqual(order.toSorted((left, right) => left - right));
  });

  test('a fleet that is looked at for the first time names its worst clusters', () => {
    const { drift: of, ...rest } = fleet(400);
    const { earlier: _earlier, ...first } = of ?? drift();
    const text = textOf({ ...rest, findings: rest.findings.map((found) => ({ ...found, change: { kind: 'unchanged', since: at } })), drift: first });
    expect(text).toContain('Clusters, the worst 5\n  aks-westeurope-00000  failing  2 findings, the worst high');
    expect(text).toContain('Found (120)\n');
  });

  test('management groups stand before subscriptions, the numbers below their titles', () => {
    const rows = linesOf(fleet(400)).filter((line) => /^(?:Where they are| {2}management group| {2}subscription) /.test(line));
    expect(rows).toHaveLength(6);
    expect(new Set(rows.map((row) => row.length)).size).toBe(1);
    expect(rows[1]).toMatch(/^ {2}management group contoso +400 +40 +40 +4$/);
  });

  test('a way is counted once for each cluster that has it, those open most often first', () => {
    const text = textOf({ ...fleet(30), exposures: [mixed(), mixed(), mixed()] });
    expect(text).toMatch(/Ways out of 3 clusters +open {2}undetermined\n {2}Run command +3 +0\n/);
  });

  test('what could not be read is grouped by the reason', () => {
    const unseen = [...Array.from({ length: 30 }, (_, index) => ({ scope: `/subscriptions/${index}`, why: 'throttled' })), { scope: '/subscriptions/x', why: 'forbidden' }, { scope: '/subscriptions/y', why: 'other' }];
    expect(textOf(looked({ drift: drift({ unseen, clusters: [cluster('a'), cluster('b')] }) }))).toContain('Not read (32), and therefore neither clean nor healed\n  throttled\n    /subscriptions/0\n    29 more\n  forbidden\n    /subscriptions/x\n  1 more for other reasons\n');
  });

  test('a part of a fleet says that it is one', () => {
    expect(textOf(looked({ drift: drift({ shard: { index: 2, count: 8 }, clusters: [cluster('a'), cluster('b')] }) }))).toContain('Part 2 of 8 of the fleet: "merge" joins the reports of all parts.\n');
  });
});

describe('on a screen', () => {
  test('below the headline, sentences and tables of a fleet keep to the width; ids and commands, which are copied, stay whole', () => {
    for (const width of [60, 80, 132]) {
      const long = linesOf(fleet(400), { width }).slice(1).filter((line) => line.length > width && !/^ {4}(?:\/subscriptions\/|aks-isolation deploy )/.test(line) && !/^ {2}(?:new|worse|violation|undetermined)/.test(line));
      expect(long).toEqual([]);
    }
  });

  test('colours say nothing that the words do not, and there are none without them', () => {
    for (const report of [oneCluster(), fleet(60), list()]) {
      const coloured = textOf(report, { colour: true });
      expect(coloured).toContain('\u001B[31m');
      // eslint-disable-next-line no-control-regex -- these are what is looked for
      expect(coloured.replaceAll(/\u001B\[\d+m/g, '')).toBe(textOf(report));
    }
  });

  test.each(['\u001B[2J\u001B]0;x\u0007', '\r\n::error::x', '##[group]x', '\u202Egpj', 'x'.repeat(100_000), ''])('names such as %j move nothing and begin no command', (text) => {
    for (const report of [hostileOne(text), { ...hostileOne(text), drift: drift({ ...hostileOne(text).drift, clusters: [cluster('a', { name: text }), cluster('b')], healed: [healed(text)] }) }]) {
      const shown = textOf(report);
      expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
      expect(shown.split('\n').filter((line) => line.trimStart().startsWith('::') || line.includes('##['))).toEqual([]);
      expect(shown.length).toBeLessThan(600_000);
    }
  });
});
