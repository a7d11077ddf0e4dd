import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { renderJson } from '../../../src/report/json.ts';
import type { Report } from '../../../src/report/report.ts';
import { worstFirst } from '../../../src/report/worst-first.ts';
import { cluster, drift, firstRun, fleet, hostileOne, inconclusive, list, living, looked, oneCluster, write } from './drift-reports.ts';

const validate = new Ajv2020({ allErrors: true, strict: true }).compile(JSON.parse(readFileSync('docs/report.schema.json', 'utf8')) as object);

function parsed(of: Report): Report {
  const value = JSON.parse(renderJson(of)) as Report;
  validate(value);
  expect(validate.errors).toBeNull();
  return value;
}

describe('drift as JSON', () => {
  test.each([['one cluster', oneCluster()], ['a first run', firstRun()], ['a list', list()], ['a fleet', fleet(200)], ['nothing that follows', inconclusive()], ['hostile names', hostileOne('@everyone </script> ::error::')]])('of %s says all that the report holds', (_name, of) => {
    expect(parsed(of).drift).toEqual(JSON.parse(JSON.stringify(of.drift)));
    expect(parsed(of).findings.map(({ change }) => change)).toEqual(worstFirst(of.findings).map(({ change }) => change));
  });

  test('a finding carries its change with the write, member by member', () => {
    const change = { kind: 'new', since: '2026-11-26T03:00:12Z', write: write() } as const;
    const hidden = { ...change, secret: 1, write: { ...change.write, secret: 1 } };
    expect(parsed(looked({ findings: [living('demo', { change: hidden })] })).findings[0]?.change).toEqual(change);
  });

  test('what a report does not promise is not printed', () => {
    const secretive = { ...cluster('demo'), secret: 1 };
    const extra = { ...drift({ clusters: [secretive] }), secret: 1 };
    expect(renderJson(looked({ drift: extra }))).not.toContain('secret');
  });

  test('there is none of it where nobody looked', () => {
    const { drift: _drift, ...rest } = looked();
    expect(Object.keys(parsed(rest))).not.toContain('drift');
  });
});
