import { expect, test } from '@jest/globals';
import { renderHtml } from '../../src/report/html.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderLines } from '../../src/report/lines.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderText } from '../../src/report/text.ts';
import { withoutCredentials } from '../../src/report/escape.ts';
import { finding, fix, reason, report } from './sample.ts';

const proxy = 'http://robot:s3cret@proxy.example:8080/';
const told = report({
  verdict: 'violation',
  findings: [finding({ message: `The proxy is ${proxy}.`, reasons: [reason({ actual: { deep: [proxy] } }), reason({ actual: proxy })], fix: fix({ original: `"${proxy}"`, replacement: '""' }) })],
  notes: [`It was ${proxy}.`],
});

test.each<[string, () => string]>([
  ['text', () => renderText(told, { colour: false })],
  ['lines', () => renderLines(told)],
  ['JSON', () => renderJson(told)],
  ['markdown', () => renderMarkdown(told)],
  ['SARIF', () => renderSarif(told)],
  ['HTML', () => renderHtml(told)],
])('a password in an address is on no surface: %s', (_name, render) => {
  expect(render()).not.toContain('s3cret');
});

test('the rest of the address stays, and what is no password does too', () => {
  expect(withoutCredentials(proxy)).toBe('http://***@proxy.example:8080/');
  for (const plain of ['https://learn.microsoft.com/a:b@c', 'https://host:8080/x', 'me@example.com', 'a://b c:d@e']) expect(withoutCredentials(plain)).toBe(plain);
});
