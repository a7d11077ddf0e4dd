import type { FaultEffect, FaultRule, Headers } from './rule.ts';
import { shown, wrong, type Place, type Word } from './words.ts';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000 };
const longestDelay = 3_600_000;
/** Headers that say how a message is carried, which the server knows better. */
const carrying = new Set(['content-length', 'transfer-encoding', 'connection']);
const known = 'a status (429), with NAME=VALUE, delay 5s, reset, reset-after, truncate 40, truncate half, poll URL, failed, canceled, never';

type Options = ReadonlyMap<string, string>;

/** What stands behind the arrow: `[delay TIME [then]] [ACTION [NAME=VALUE…]]`. Throws `UserError` for anything else. */
export function parseAction(words: readonly Word[], place: Place): Pick<FaultRule, 'delay' | 'effect'> {
  const [first, second, third, ...rest] = words;
  if (first === undefined) throw wrong(place, `behind the arrow stands what happens: ${known}`);
  if (first.text !== 'delay') return { delay: 0, effect: parseEffect(words, place) };
  const delay = parseDelay(second?.text ?? '', place);
  if (third === undefined) return { delay, effect: { kind: 'pass' } };
  if (third.text !== 'then' || rest.length === 0) throw wrong(place, `behind the delay stands nothing, or "then" and what happens: delay 5s then reset; not ${shown(third.text)}`);
  return { delay, effect: parseEffect(rest, place) };
}

function parseDelay(text: string, place: Place): number {
  const { amount, unit } = /^(?<amount>\d{1,8})(?<unit>ms|s|m)$/.exec(text)?.groups ?? {};
  const delay = Number(amount) * (units[unit ?? ''] ?? Number.NaN);
  if (!(delay > 0 && delay <= longestDelay)) throw wrong(place, `${shown(text)} is no delay: 500ms, 5s, 2m, at most an hour`);
  return delay;
}

function parseEffect([action, ...rest]: readonly Word[], place: Place): FaultEffect {
  const text = action?.text ?? '';
  if (/^\d{3}$/.test(text)) return parseAnswer(Number(text), rest, place);
  switch (text) {
    case 'with': {
      const headers = headersOf(optionsOf(rest, place), place);
      if (Object.keys(headers).length === 0) throw wrong(place, 'behind "with" stand headers: with retry-after=5');
      return { kind: 'with', headers };
    }
    case 'reset':
    case 'reset-after':
      optionsOf(rest, place, []);
      return { kind: 'reset', when: text === 'reset' ? 'before' : 'after' };
    case 'truncate':
      optionsOf(rest.slice(1), place, []);
      return { kind: 'truncate', bytes: parseBytes(rest[0]?.text ?? '', place) };
    case 'poll':
      optionsOf(rest.slice(1), place, []);
      return { kind: 'poll', address: parseAddress(rest[0]?.text ?? '', place) };
    case 'failed':
    case 'canceled':
      return { kind: 'end', status: text === 'failed' ? 'Failed' : 'Canceled', ...errorOf(optionsOf(rest, place, ['code', 'message'])) };
    case 'never':
      optionsOf(rest, place, []);
      return { kind: 'never' };
    default:
      throw wrong(place, `${shown(text)} is nothing that can happen; there are ${known}`);
  }
}

function parseAnswer(status: number, words: readonly Word[], place: Place): FaultEffect {
  if (status < 200 || status > 599) throw wrong(place, `${status} is no status of an answer, which are 200 to 599`);
  const options = optionsOf(words, place);
  const body = options.get('body');
  if (body !== undefined && (options.has('code') || options.has('message'))) throw wrong(place, 'a body is sent as it is; "code" and "message" go without one');
  return { kind: 'answer', status, ...errorOf(options), ...(body === undefined ? {} : { body }), headers: headersOf(options, place) };
}

function errorOf(options: Options): { readonly code?: string; readonly message?: string } {
  const [code, message] = [options.get('code'), options.get('message')];
  return { ...(code === undefined ? {} : { code }), ...(message === undefined ? {} : { message }) };
}

/** @param allowed absent: `code`, `message`, `body` and headers */
function optionsOf(words: readonly Word[], place: Place, allowed?: readonly string[]): Options {
  const options = new Map<string, string>();
  for (const { text, name, value } of words) {
    if (name === undefined || value === undefined) throw wrong(place, `${shown(text)} is no NAME=VALUE (with blanks: NAME="some words")`);
    if (allowed !== undefined && !allowed.includes(name)) throw wrong(place, `${shown(name)} has no meaning there${allowed.length === 0 ? '' : `; ${allowed.join(' and ')} have`}`);
    if (options.has(name)) throw wrong(place, `${shown(name)} stands there twice`);
    options.set(name, value);
  }
  return options;
}

function headersOf(options: Options, place: Place): Headers {
  const headers = [...options].filter(([name]) => !['code', 'message', 'body'].includes(name));
  for (const [name, value] of headers) {
    if (carrying.has(name)) throw wrong(place, `${name} says how an answer is carried and cannot be set; "truncate" makes it too long`);
    if (!/^[\x20-\x7e]*$/.test(value)) throw wrong(place, `the value of header ${name} has a character that headers cannot hold`);
  }
  return Object.fromEntries(headers);
}

function parseBytes(text: string, place: Place): number | 'half' {
  if (text === 'half') return text;
  if (!/^\d{1,9}$/.test(text)) throw wrong(place, `${shown(text)} is not what arrives of a truncated answer: its bytes, or half`);
  return Number(text);
}

function parseAddress(text: string, place: Place): string {
  const isAddress = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && /^[\x21-\x7e]+$/.test(text);
  if (!isAddress) throw wrong(place, `${shown(text)} is no address: poll https://other.example/operations/1`);
  return text;
}
