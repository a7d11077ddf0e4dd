import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

/**
 * SARIF's schema (2.1.0-rtm.5) as Microsoft's package @microsoft/jest-sarif 1.0.0-beta.0 ships it, under the MIT licence beside it. It is
 * of draft 4, and read here without the two keywords that later drafts write otherwise; it uses nothing else that changed.
 */
const { $schema: _draft, id: _id, ...schema } = JSON.parse(readFileSync('__tests__/report/sarif-2.1.0.schema.json', 'utf8')) as Record<string, unknown>;
const isAddress = (text: string): boolean => URL.canParse(text) && !/[\s<>"{}|\\^`]/.test(text);
const ajv = new Ajv({
  allErrors: true, strict: false, unicodeRegExp: false,
  formats: { uri: isAddress, 'uri-reference': (text: string) => URL.canParse(text, 'file:///checkout/') && /^(?:[\w.~!$&'()*+,;=:@/?#[\]-]|%[0-9A-F]{2})*$/.test(text), 'date-time': true },
});
/** Whether a document is SARIF; its `errors` say what is not. */
export const validate = ajv.compile(schema);
