import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderText } from '../../src/report/text.ts';
import { worstFirst } from '../../src/report/worst-first.ts';
import { finding, hostileFinding, hostileReport, report } from './sample.ts';

describe('the report on a terminal', () => {
  test('is aligned and complete', () => {
    const findings = [finding()];
    expect(renderText(report({ verdict: 'violation', findings, notes: ['Held back.'], planHash: 'abc' }), { colour: false })).toBe(`cluster demo in resource group rg: 1 violation
changed

Note: Held back.

  Outbound type  none
  API server     private

  done        1m05s  Create cluster demo
                     properties.networkProfile.outboundType: absent → none

violation (high)  aks-outbound-type  demo  infra/main.json:12:7
  The outbound type is loadBalancer.
    properties.networkProfile.outboundType: loadBalancer → ["none"]
  To do: Set the outbound type to none.

plan abc
`);
  });

  test('a failed step makes the headline red, whatever the verdict', () => {
    const steps = [{ title: 'Create', status: 'failed', details: [] }] as const;
    expect(renderText(report({ steps }), { colour: true })).toContain('\u001B[31mfailed at Create\u001B[39m');
  });

  test('keeps sentences to the width', () => {
    const text = renderText(report({ notes: ['word '.repeat(60)] }), { colour: false, width: 50 });
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(75);
    expect(text.split('\n').filter((line) => line.includes('word')).every((line) => line.length <= 50)).toBe(true);
  });

  test('nothing in it moves the cursor', () => {
    fc.assert(fc.property(hostileReport, (any) => expect(renderText(any, { colour: false }).replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u)));
  });
});

test('worst first is an order: by verdict, severity, rule, resource, however the findings came', () => {
  const low = finding({ severity: 'low' });
  const other = finding({ rule: 'aks-z' });
  const failed = finding({ verdict: 'error', severity: 'low' });
  const later = finding({ resource: { type: 't', name: 'z' } });
  const sorted = worstFirst([low, other, later, failed, finding()]);
  expect(sorted).toEqual([failed, finding(), later, other, low]);
  fc.assert(fc.property(fc.array(hostileFinding, { maxLength: 8 }), (findings) => expect(worstFirst(worstFirst(findings))).toEqual(worstFirst(findings))));
});
