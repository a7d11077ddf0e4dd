import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Severity, Verdict } from '../../src/policy/finding.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { validate } from './sarif-validator.ts';
import { checked, finding, fix, hostileReport, reason, related, report } from './sample.ts';

interface Result {
  readonly ruleId: string; readonly ruleIndex: number; readonly kind: string; readonly level: string; readonly message: { text: string };
  readonly locations: readonly { physicalLocation: { artifactLocation: { uri: string; uriBaseId?: string }; region: Record<string, number> }; logicalLocations: readonly { fullyQualifiedName: string }[] }[];
  readonly relatedLocations?: readonly { id: number; message: { text: string } }[];
  readonly partialFingerprints?: Record<string, string>; readonly fixes?: readonly object[]; readonly suppressions?: readonly object[];
}
interface Run {
  readonly tool: { driver: { semanticVersion: string; rules: readonly { id: string; name: string; defaultConfiguration: { level: string }; properties: Record<string, unknown>; helpUri?: string; help: { text: string; markdown: string }; fullDescription: { text: string } }[] } };
  readonly results: readonly Result[];
  readonly automationDetails: { id: string };
  readonly invocations: readonly { executionSuccessful: boolean; toolExecutionNotifications: readonly { level: string; message: { text: string } }[] }[];
}

function runOf(of: Report, limits: Parameters<typeof renderSarif>[1] = {}): Run {
  const log = JSON.parse(renderSarif(of, limits)) as { runs: Run[] };
  validate(log);
  expect(validate.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0] as Run;
}

/** The one result of a report with this finding. */
function resultOf(overrides: Parameters<typeof finding>[0] = {}): Result {
  const [result] = runOf(checked({ findings: [finding(overrides)] })).results;
  return result as Result;
}

test('the validator refuses what is no SARIF', () => {
  const log = JSON.parse(renderSarif(checked())) as { runs: { results: { level: string; locations: { physicalLocation: { artifactLocation: { uri: string } } }[] }[] }[] };
  const [result] = log.runs[0]?.results ?? [];
  if (result?.locations[0] === undefined) throw new Error('no result');
  result.level = 'bad';
  result.locations[0].physicalLocation.artifactLocation.uri = 'a b';
  validate(log);
  expect(validate.errors?.map(({ instancePath }) => instancePath)).toEqual(['/runs/0/results/0/level', '/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri']);
});

describe('a result', () => {
  test('says what is wrong, why, and what to do, in one message', () => {
    expect(resultOf({ fix: fix(), related: [related()] }).message.text).toBe(
      'The outbound type is loadBalancer. properties.networkProfile.outboundType is loadBalancer, wanted ["none"]. Change "loadBalancer" to "none". ' +
        'To do: Set the outbound type to none. See [the default of parameter `outboundType`](1).',
    );
  });

  const levels: [Verdict, Severity, string][] = [
    ['violation', 'high', 'error'], ['violation', 'medium', 'warning'], ['violation', 'low', 'note'],
    ['undetermined', 'high', 'warning'], ['undetermined', 'medium', 'note'], ['error', 'low', 'error'], ['exempt', 'high', 'note'],
  ];
  test.each(levels)('%s of %s severity is of level %s', (verdict, severity, level) => {
    expect(resultOf({ verdict, severity })).toMatchObject({ kind: 'fail', level });
  });

  test('that is undetermined says so first, and what would decide it', () => {
    expect(runOf(checked()).results.find(({ level }) => level === 'warning')?.message.text).toBe(
      'Undetermined: Whether the API server is private is not known. properties.networkProfile.outboundType is not known: parameter `private` has no value (condition: equals true). ' +
        'What would decide it: Pass the parameter `private`.',
    );
  });

  test('that is exempt is suppressed with the reason', () => {
    expect(resultOf({ verdict: 'exempt', message: 'Exempt until 2027-01-31: moved by then.' }).suppressions).toEqual([{ kind: 'external', status: 'accepted', justification: 'Exempt until 2027-01-31: moved by then.' }]);
    expect(resultOf().suppressions).toBeUndefined();
  });

  test('is at the value where a fix knows its end, else from the property to the end of its line', () => {
    expect(resultOf({ fix: fix() }).locations[0]?.physicalLocation.region).toEqual({ startLine: 12, startColumn: 7, endLine: 12, endColumn: 39 });
    expect(resultOf().locations[0]?.physicalLocation.region).toEqual({ startLine: 12, startColumn: 7, endLine: 12 });
  });

  test.each([
    ['./infra/main.json', 'infra/main.json', true],
    ['a b/ü#?%.json', 'a%20b/%C3%BC%23%3F%25.json', true],
    ['c:x\\y', 'c%3Ax%5Cy', true],
    ['../other/x.json', '../other/x.json', true],
    ['/tmp/x y.json', 'file:///tmp/x%20y.json', false],
    ['\uD800', '%EF%BF%BD', true],
  ])('in the file %j is at %s', (file, uri, isRelative) => {
    const found = finding();
    const { locations } = resultOf({ location: { ...(found.location as NonNullable<typeof found.location>), file } });
    expect(locations[0]?.physicalLocation.artifactLocation).toEqual({ uri, ...(isRelative ? { uriBaseId: '%SRCROOT%' } : {}) });
  });

  test('in no file stands at its resource, by a fingerprint that GitHub reads', () => {
    const { location: _location, ...living } = finding({ resource: { type: 't/u', name: 'n', id: '/subscriptions/s/my cluster' }, fingerprint: 'b'.repeat(64) });
    const [result] = runOf(checked({ findings: [living] })).results;
    expect(result?.locations).toEqual([
      {
        physicalLocation: { artifactLocation: { uri: 'subscriptions/s/my%20cluster', uriBaseId: '%SRCROOT%' }, region: { startLine: 1, startColumn: 1 } },
        logicalLocations: [{ name: 'n', fullyQualifiedName: '/subscriptions/s/my cluster', kind: 'resource' }],
      },
    ]);
    expect(result?.partialFingerprints).toEqual({ 'aksIsolation/v1': 'b'.repeat(64), primaryLocationLineHash: 'b'.repeat(64) });
    expect(resultOf({ fingerprint: 'b'.repeat(64) }).partialFingerprints).toEqual({ 'aksIsolation/v1': 'b'.repeat(64) });
  });

  test('has its fix as the replacement of exactly that text', () => {
    expect(resultOf({ fix: fix({ replacement: '"no\u202Ene"' }) }).fixes).toEqual([
      {
        description: { text: 'Change "loadBalancer" to "none"' },
        artifactChanges: [
          {
            artifactLocation: { uri: 'infra/main.json', uriBaseId: '%SRCROOT%' },
            replacements: [{ deletedRegion: { startLine: 12, startColumn: 25, endLine: 12, endColumn: 39 }, insertedContent: { text: '"no\u202Ene"' } }],
          },
        ],
      },
    ]);
    expect(resultOf({ fix: fix({ replacement: 'x'.repeat(20_000) }) }).fixes).toBeUndefined();
  });

  test('links to no place that is not its own', () => {
    const { message, relatedLocations } = resultOf({ message: 'See [here](https://evil.example).', reasons: [reason({ actual: '[x](2)' })], related: [related({ message: '](7) [y](8)' })] });
    expect([...message.text.matchAll(/\]\((.*?)\)/g)].map(([, target]) => target)).toEqual(['1']);
    expect(relatedLocations?.map(({ id }) => id)).toEqual([1]);
  });

  test('of what is compliant or not applicable there is none', () => {
    expect(runOf(checked({ findings: [finding({ verdict: 'compliant' }), finding({ verdict: 'notApplicable' })] })).results).toEqual([]);
  });
});

describe('a rule', () => {
  test('is as severe as its worst finding, in GitHub’s numbers', () => {
    const { results, tool } = runOf(checked({ findings: [finding({ severity: 'low' }), finding({ severity: 'high' }), finding({ rule: 'b', severity: 'medium' }), finding({ rule: 'c', severity: 'low' })] }));
    expect(tool.driver.rules.map(({ id, name, defaultConfiguration, properties }) => [id, name, defaultConfiguration.level, properties['security-severity']])).toEqual([
      ['aks-outbound-type', 'AksOutboundType', 'error', '8.0'],
      ['b', 'B', 'warning', '5.5'],
      ['c', 'C', 'note', '3.0'],
    ]);
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  });

  test('that found nothing is there too, with its description, remedy and page', () => {
    const rule = { rule: 'aks-private-api-server', title: 'API servers are private', severity: 'high', description: 'Looks at one property.', remedy: 'Make it private.', helpUri: 'https://learn.microsoft.com/azure/aks/' } as const;
    const { tool, results } = runOf(checked({ findings: [], rules: [rule] }));
    expect(results).toEqual([]);
    expect(tool.driver.rules).toMatchObject([
      {
        id: rule.rule, shortDescription: { text: rule.title }, fullDescription: { text: rule.description }, helpUri: rule.helpUri,
        help: { text: 'Looks at one property.\nTo do: Make it private.', markdown: '**API servers are private**\n\nLooks at one property.\n\nTo do: Make it private.' },
      },
    ]);
  });

  test('links to no page but one by https', () => {
    for (const helpUri of ['javascript:alert(1)', 'http://x.example', 'https://x.example/"><script>', 'https://u:p@x.example/']) {
      expect(runOf(checked({ findings: [], rules: [{ rule: 'a', title: 'b', severity: 'low', helpUri }] })).tool.driver.rules[0]?.helpUri).toBeUndefined();
    }
  });
});

describe('the run', () => {
  test('has the command as its category, the version, and its notes', () => {
    const run = runOf(checked({ notes: ['Held back.'] }));
    expect(run.automationDetails.id).toBe('aks-network-isolation/check/');
    expect(run.tool.driver.semanticVersion).toBe('0.1.0');
    expect(run.invocations).toEqual([{ executionSuccessful: true, toolExecutionNotifications: [{ level: 'note', message: { text: 'Held back.' } }] }]);
  });

  test('with a failed step was not successful', () => {
    expect(runOf(report({ steps: [{ title: 'x', status: 'failed', details: [] }] })).invocations[0]?.executionSuccessful).toBe(false);
  });
});

describe('what GitHub would refuse', () => {
  test('is cut from the least severe end, and counted', () => {
    const severities: readonly Severity[] = ['low', 'medium', 'high'];
    const findings = Array.from({ length: 30_000 }, (_, index) => finding({ severity: severities[index % 3] ?? 'low', reasons: [] }));
    const text = renderSarif(checked({ findings }));
    const { results, invocations } = (JSON.parse(text) as { runs: [Run] }).runs[0];
    expect(results).toHaveLength(25_000);
    expect(results.filter(({ level }) => level === 'note')).toHaveLength(5_000);
    expect(invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe('5000 findings of low severity left out, because GitHub takes no larger file; the JSON report has them.');
  });

  test('by its size is cut as far as it takes', () => {
    const noise = (seed: number): string => Array.from({ length: 40 }, (_, index) => ((seed + 1) * (index + 7) * 2_654_435_761 % 4_294_967_296).toString(36)).join('');
    const findings = Array.from({ length: 1_000 }, (_, index) => finding({ message: noise(index), rule: noise(index * 31) }));
    const text = renderSarif(checked({ findings }), { compressed: 60_000 });
    expect(gzipSync(text).length).toBeLessThanOrEqual(60_000);
    const kept = (JSON.parse(text) as { runs: [Run] }).runs[0].results.length;
    expect(kept).toBeGreaterThan(50);
    expect(text).toContain(`${1_000 - kept} findings of high severity left out`);
  });

  test('no text is empty or too long, whatever the report holds', () => {
    fc.assert(
      fc.property(hostileReport, (any) => {
        const { results, tool } = runOf(any);
        for (const { message, locations } of results) {
          expect(message.text.length).toBeLessThanOrEqual(1_024);
          expect(locations[0]?.physicalLocation.artifactLocation.uri).not.toBe('');
        }
        for (const { id, name, fullDescription, properties } of tool.driver.rules) {
          expect(id).not.toBe('');
          expect(name.length).toBeLessThanOrEqual(255);
          expect(fullDescription.text.length).toBeLessThanOrEqual(1_024);
          expect((properties['tags'] as string[]).length).toBeLessThanOrEqual(20);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('control characters and direction marks stand nowhere but in what a fix puts in', () => {
    fc.assert(
      fc.property(hostileReport, (any) => {
        const plain: Report = { ...any, findings: any.findings.map(({ fix: _fix, ...rest }) => rest) };
        expect(JSON.stringify(runOf(plain), (_name, value: unknown) => (typeof value === 'string' && /[\p{Cc}\p{Cf}]/u.test(value.replaceAll('\n', '')) ? '\u0007' : value))).not.toContain('\\u0007');
      }),
    );
  });
});
