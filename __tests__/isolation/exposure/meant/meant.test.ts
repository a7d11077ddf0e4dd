import { describe, expect, test } from '@jest/globals';
import { exposuresOf } from '../../../../src/isolation/exposure/answers.ts';
import { parseDeclarations, type EgressDeclaration } from '../../../../src/isolation/exposure/meant/declaration.ts';
import { judgeExposures, type JudgedAnswer } from '../../../../src/isolation/exposure/meant/meant.ts';
import { closed, notVisible, open, undetermined, type Evidence } from '../../../../src/isolation/exposure/evidence.ts';
import type { ExposureRule } from '../../../../src/isolation/exposure/rule.ts';
import { bodyOf } from '../../../../src/isolation/exposure/graph/spot.ts';
import { closedEstate, estateWith, everything } from '../estate.ts';

const { cluster } = closedEstate();
const spot = bodyOf(cluster ?? { type: '', name: '', body: {} });
const through = (target: string | undefined): Evidence => open(`it leads to ${target ?? 'somewhere'}`, spot, target === undefined ? {} : { target });

function ruleSaying(evidence: readonly Evidence[], kind: ExposureRule['kind'] = 'egress'): ExposureRule {
  return { id: 'egress-test', kind, title: 'Nothing should leave', short: 'Test', leak: '', seen: [], severity: 'high', remedy: '', sources: [], look: () => evidence };
}

function judged(evidence: readonly Evidence[], declarations: readonly EgressDeclaration[], kind?: ExposureRule['kind']): JudgedAnswer & { readonly stale: readonly EgressDeclaration[] } {
  const { clusters, stale } = judgeExposures(exposuresOf(estateWith({}), everything, [ruleSaying(evidence, kind)]), declarations);
  const answer = clusters[0]?.answers[0];
  if (answer === undefined) throw new Error('There is no answer.');
  return { ...answer, stale };
}

const hub = { way: 'egress-test', to: '10.0.0.4', reason: 'the hub firewall' };

describe('a way that is declared', () => {
  test('is meant where it is open to what the declaration names', () => {
    const answer = judged([through('10.0.0.4'), closed('another is closed')], [hub]);
    expect(answer.state).toBe('meant');
    expect(answer.declarations).toEqual([hub]);
  });

  test('stays open to anything else', () => {
    const answer = judged([through('10.0.0.4'), through('10.0.0.5')], [hub]);
    expect(answer.state).toBe('open');
    expect(answer.evidence.map(({ target }) => target)).toEqual(['10.0.0.5']);
  });

  test('stays open where the declaration does not say to what, though there is something to name', () => {
    const { to: _, ...anywhere } = hub;
    expect(judged([through('10.0.0.4')], [anywhere]).state).toBe('open');
    expect(judged([through(undefined)], [anywhere]).state).toBe('meant');
    expect(judged([through('10.0.0.4')], [{ ...anywhere, to: '*' }]).state).toBe('meant');
  });

  test('is about the clusters that it names, by name or id, without regard to case', () => {
    const about = (text: string) => judged([through('10.0.0.4')], [{ ...hub, cluster: text }]).state;
    expect(about('C')).toBe('meant');
    expect(about('*/managedClusters/c')).toBe('meant');
    expect(about('d*')).toBe('open');
  });

  test('hides no value that is not known beside it', () => {
    expect(judged([through('10.0.0.4'), undetermined('a route is not known', spot)], [hub]).state).toBe('undetermined');
  });

  test('hides what cannot be seen here: that is no finding either way', () => {
    expect(judged([through('10.0.0.4'), notVisible('the rest')], [hub]).state).toBe('meant');
  });

  test('never means what does not work', () => {
    expect(judged([through('10.0.0.4')], [{ ...hub, way: '*' }], 'works').state).toBe('open');
  });
});

describe('a declaration', () => {
  test('is stale where everything is closed', () => {
    expect(judged([closed('nothing leaves')], [hub]).stale).toEqual([hub]);
  });

  test('is not stale where it is used, where it cannot be decided, or where its cluster is not looked at', () => {
    expect(judged([through('10.0.0.4')], [hub]).stale).toEqual([]);
    expect(judged([notVisible('the route table')], [hub]).stale).toEqual([]);
    expect(judged([closed('nothing leaves')], [{ ...hub, cluster: 'other' }]).stale).toEqual([]);
  });
});

describe('the list of declarations', () => {
  test('is read with way, to, cluster and reason', () => {
    const entry = { way: 'egress-node-public-ip', to: 'web', cluster: '/subscriptions/x/', reason: 'a trial' };
    expect(parseDeclarations([entry])).toEqual([{ ...entry, cluster: '/subscriptions/x' }]);
  });

  test.each([
    [{}, /a list/],
    [[5], /entry 1 to be a mapping/],
    [[{ way: 'egress-outbound-type' }], /entry 1 to give a `reason`/],
    [[{ reason: 'x' }], /which `way`/],
    [[{ way: 'egress-outbound-typ', reason: 'x' }], /did you mean `egress-outbound-type`$/],
    [[{ way: 'egress-outbound-type', reason: 'x', too: 'y' }], /not `too`/],
    [[{ way: 'egress-outbound-type', reason: '' }], /as `reason`/],
    [[{ way: 'egress-outbound-type', reason: 'x', to: ['a'] }], /as `to`/],
    [Array.from({ length: 501 }, () => ({ way: 'egress-outbound-type', reason: 'x' })), /at most 500/],
  ])('%j is refused with what was expected', (value, expected) => {
    expect(parseDeclarations(value)).toMatch(expected);
  });

  test('takes patterns that fit a way', () => {
    expect(parseDeclarations([{ way: 'egress-*', to: '*', reason: 'a laboratory' }])).toHaveLength(1);
    expect(parseDeclarations([{ way: 'egres-*', to: '*', reason: 'x' }])).toMatch(/is none/);
  });

  test('takes no members of objects that JSON cannot have', () => {
    expect(parseDeclarations(JSON.parse('[{"__proto__": {"way": "egress-outbound-type", "reason": "x"}}]'))).toMatch(/entry 1/);
  });
});
