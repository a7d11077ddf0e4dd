import { expect, test } from '@jest/globals';
import { distinctFindings } from '../../../../src/commands/check/findings/distinct-findings.ts';
import { finding } from '../../../report/sample.ts';

test('what several assignments say in the same words is said once', () => {
  expect(distinctFindings([finding(), finding(), finding()])).toEqual([finding()]);
});

test('what differs stays: the words, the effect, the place, the resource', () => {
  const others = [
    finding({ message: 'Ask us. The outbound type is loadBalancer.' }),
    finding({ effect: 'audit' }),
    finding({ location: { file: 'infra/main.json', line: 12, column: 7, pointer: '/resources/1' } }),
    finding({ resource: { type: 'A.B/c', name: 'demo', id: '/subscriptions/1' } }),
  ];
  expect(distinctFindings([finding(), ...others, finding()])).toEqual([finding(), ...others]);
});
