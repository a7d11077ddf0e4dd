import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { earlierOf } from '../../../src/isolation/drift/earlier.ts';
import { earlierFromReport } from '../../../src/isolation/drift/earlier-report.ts';
import { UserError } from '../../../src/run/errors.ts';
import { anyEarlier, anyFindings, anySight, clusterId, compared, found, networkId, remembered, times } from './runs.ts';

const one = clusterId('one');
const two = clusterId('two');
const drift = { at: times.before, clusters: [{ id: one, name: 'one', state: 'failing' }, { id: two, name: 'two', state: 'unseen', unseenSince: times.first }], carried: [remembered(two, { unseenSince: times.first })] };
const report = { schemaVersion: '1.3', findings: [found(one, { change: { kind: 'unchanged', since: times.first } }), found(networkId('hub'))], drift };

function read(overrides: object = {}): ReturnType<typeof earlierFromReport> {
  return earlierFromReport(JSON.stringify({ ...report, ...overrides }), 'drift.json');
}

describe('the JSON report of an earlier run', () => {
  test('tells what was found and since when, what it could not see, and which clusters there are', () => {
    const { title, severity, verdict, rule, message } = found(one);
    expect(read()).toEqual({
      at: times.before,
      findings: [{ rule, title, severity, verdict, message, resource: found(one).resource, since: times.first }, { rule, title, severity, verdict, message, resource: found(networkId('hub')).resource, since: times.before }, remembered(two, { unseenSince: times.first })],
      clusters: [one, two],
      unseenClusters: [{ id: two, since: times.first }],
    });
  });

  test('leaves to the next run what the run itself does', () => {
    fc.assert(fc.property(anyEarlier, anyFindings, anySight, (earlier, findings, sight) => {
      const comparison = compared(earlier, findings, sight);
      const made = { findings: comparison.findings, drift: { at: comparison.at, carried: comparison.carried, clusters: comparison.unseenClusters.map(({ id, since }) => ({ id, state: 'unseen', unseenSince: since })) } };
      expect(earlierFromReport(JSON.stringify({ schemaVersion: '1.3', ...made }), 'drift.json')).toEqual(earlierOf(made));
    }), { numRuns: 200 });
  });

  test('of an older version is since the time at which it was made', () => {
    const older = JSON.stringify({ schemaVersion: '1.1', findings: [found(one), found(two, { verdict: 'compliant' })], exposures: [{ cluster: { name: 'one', id: one }, ways: [] }, { cluster: { name: 'nameless' } }] });
    expect(earlierFromReport(older, 'drift.json', times.first)).toMatchObject({ at: times.first, clusters: [one], findings: [{ rule: 'aks-outbound-type', since: times.first }] });
    expect(() => earlierFromReport(older, 'drift.json')).toThrow(new UserError('drift.json cannot be taken as the report of the earlier run: it has no `drift`, and does not tell when it was made.'));
  });

  test.each([
    ['it is no report of aks-isolation', { findings: undefined }],
    ['it is of a schema that this version does not read', { schemaVersion: '2.0' }],
    ['`drift` is no object', { drift: [] }],
    ['`drift.at` is no date and time in UTC', { drift: { ...drift, at: '@everyone' } }],
    ['`drift.clusters` is no list', { drift: { ...drift, clusters: {} } }],
    ['`drift.clusters[0].id` is no text', { drift: { ...drift, clusters: [{}] } }],
    ['`drift.carried[0]` has no date and time in UTC since when it is there', { drift: { ...drift, carried: [{ ...remembered(one), since: undefined }] } }],
    ['`drift.carried[0].unseenSince` is no date and time in UTC', { drift: { ...drift, carried: [remembered(one, { unseenSince: '@everyone' })] } }],
    ['`findings[0].verdict` is no verdict', { findings: [{ ...found(one), verdict: '@everyone' }] }],
    ['`findings[1].resource.name` is no text', { findings: [found(one), { ...found(one), resource: { type: 'x' } }] }],
    ['`findings[0].resource.id` is no text', { findings: [{ ...found(one), resource: { type: 'x', name: 'x', id: 7 } }] }],
    ['`findings[0].rule` has more than 4000 characters', { findings: [found(one, { rule: 'x'.repeat(4001) })] }],
    ['`findings[0].exposes[0].rule` is no text', { findings: [{ ...found(one), exposes: [{}] }] }],
  ])('is refused in a sentence: %s', (sentence, overrides) => {
    let message = '';
    try {
      read(overrides);
    } catch (error) {
      expect(error).toBeInstanceOf(UserError);
      message = (error as Error).message;
    }
    expect(message).toMatch(/^drift\.json cannot be taken as the report of the earlier run: .*\.$/);
    expect(message).toContain(sentence);
    expect(message).not.toContain('@everyone');
  });

  test('is read or refused, and never anything else', () => {
    const text = JSON.stringify(report);
    fc.assert(fc.property(fc.nat(text.length), fc.nat(20), fc.string({ maxLength: 12 }), (place, length, put) => {
      try {
        earlierFromReport(text.slice(0, place) + put + text.slice(place + length), 'drift.json');
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
      }
    }), { numRuns: 500 });
  });
});
