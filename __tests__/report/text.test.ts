import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderText } from '../../src/report/text.ts';
import { worstFirst } from '../../src/report/worst-first.ts';
import { checked, finding, fix, hostileFinding, hostileReport, report } from './sample.ts';

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

infra/main.json

violation (high)  aks-outbound-type  demo  infra/main.json:12:7
  The outbound type is loadBalancer.
    properties.networkProfile.outboundType: loadBalancer → ["none"]
  To do: Set the outbound type to none.

plan abc
`);
  });

  test('after a check shows findings by file with the change to make, what would decide, and what was read', () => {
    expect(renderText(checked(), { colour: false })).toBe(`infrastructure in infra: 1 violation, 1 undetermined, 1 exempt

infra/main.json

violation (high)  aks-outbound-type   demo  infra/main.json:12:7
  The outbound type is loadBalancer.
    properties.networkProfile.outboundType: loadBalancer → ["none"]
    - "loadBalancer"
    + "none"
  To do: Set the outbound type to none.
  See infra/main.json:3:5: the default of parameter \`outboundType\`

exempt (medium)   aks-node-public-ip  demo  infra/main.json:12:7
  Exempt until 2027-01-31: moved by then.
  To do: Set the outbound type to none.

infra/other.json

undetermined (high)  aks-private-api-server  other  infra/other.json:8:3
  Whether the API server is private is not known.
    properties.networkProfile.outboundType: not known: parameter \`private\` has no value equals true
  What would decide it: Pass the parameter \`private\`.

2 files judged, 3 skipped; 4 resources; 1 violation, 1 undetermined, 1 exempt; 1 ready fix
`);
  });

  test('of a clean check is two lines', () => {
    expect(renderText(checked({ verdict: 'compliant', findings: [], rules: [] }), { colour: false })).toBe(`infrastructure in infra: compliant

Nothing to object to: 4 resources in 2 files were judged by 0 rules.
`);
  });

  test('a change of several lines keeps its indentation, and a long one is cut', () => {
    const original = `{\n\t"a": 1\n}`;
    const replacement = Array.from({ length: 30 }, (_, index) => `line ${index}`).join('\n');
    const text = renderText(checked({ findings: [finding({ fix: fix({ original, replacement }) })] }), { colour: false });
    expect(text).toContain('    - {\n    -   "a": 1\n    - }\n    + line 0\n');
    expect(text).toContain('    + line 18\n    + …\n  To do');
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
