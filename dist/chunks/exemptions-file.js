import { distExports } from './vendor-yaml.js';
import { UserError, suggestion } from './ground.js';

/** Texts of a pattern or a sentence; entries; the file as a whole, in UTF-16 units. */
const most = { text: 1000, entries: 1000, length: 1024 * 1024 }         ;

const members = ['rule', 'resource', 'file', 'reason', 'owner', 'expiresOn', 'ticket']         ;
                                       
const required                    = ['rule', 'resource', 'reason', 'owner'];

/**
 * The entries of an exemptions file, YAML or JSON (JSON is YAML): one member `exemptions`, a list. An empty file has none.
 * Throws UserError with file and line for what cannot be read, is missing or has no meaning. YAML aliases are refused: they are how small files become large.
 */
function parseExemptions(text        , path        )                            {
  if (text.length > most.length) throw new UserError(`${path} has ${text.length} characters; an exemptions file may have at most ${most.length}.`);
  const lines = new distExports.LineCounter();
  const fail       = (message, node) => {
    throw new UserError(`${path}:${startOf(node, lines).line}: ${message}`);
  };
  const { contents } = parse(text, path, lines);
  if (contents === null || isEmpty(contents)) return [];
  if (!distExports.isMap(contents)) return fail('an exemptions file holds one member, `exemptions`, with a list of entries.', contents);
  const top = new Map(contents.items.map(({ key, value }) => [distExports.isScalar(key) ? String(key.value) : '', { key, value }]         ));
  for (const [name, { key }] of top) {
    if (name !== 'exemptions') fail(`an exemptions file has no member \`${shown(name)}\`${suggestion(name, ['exemptions']) || '; it holds `exemptions`, a list'}`, key);
  }
  const list = top.get('exemptions')?.value;
  if (list === undefined || isEmpty(list)) return [];
  if (!distExports.isSeq(list)) return fail('`exemptions` has to be a list of entries.', list);
  if (list.items.length > most.entries) fail(`there are ${list.items.length} exemptions; at most ${most.entries} are read.`, list);
  return list.items.map((item, index) => {
    if (!distExports.isMap(item)) return fail('an exemption has to be a mapping with `rule`, `resource`, `reason` and `owner`.', item);
    const { line, column } = startOf(item, lines);
    const { expiresOn, ...rest } = readMembers(item, fail);
    return { ...rest, ...(expiresOn === undefined ? {} : { expiresOn: expiresOn.text, ends: endOf(expiresOn, fail) }), location: { file: path, line, column, pointer: `/exemptions/${index}` } };
  });
}

/** Nothing is written: with `failsafe` that is the empty text. */
function isEmpty(node         )          {
  return distExports.isScalar(node) && (node.value === null || node.value === '' || node.value === 'null');
}

                                                      

function parse(text        , path        , lineCounter             )                  {
  let document                 ;
  try {
    // With `failsafe` a date, a number of a ticket or `no` stays the text that was written.
    document = distExports.parseDocument(text, { lineCounter, schema: 'failsafe', uniqueKeys: true, merge: false, prettyErrors: true });
    document.toJS({ maxAliasCount: 0, mapAsMap: true });
  } catch (error) {
    throw new UserError(`${path}: the exemptions file uses YAML aliases or is nested too deeply; write the values out.`, { cause: error });
  }
  const problem = document.errors[0] ?? document.warnings[0];
  if (problem === undefined) return document;
  const words = problem.message.includes('call stack') ? 'it is nested too deeply' : (problem.message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
  throw new UserError(`${path}:${lineCounter.linePos(problem.pos[0]).line}: the exemptions file is no well-formed YAML or JSON: ${words}`);
}

                   
                        
                         
 

                                                                                                                                                                 

function readMembers(item         , fail      )        {
  const found = new Map                 ();
  for (const { key, value } of item.items) {
    const name = distExports.isScalar(key) ? String(key.value) : '';
    const known = members.find((candidate) => candidate === name);
    if (known === undefined) return fail(`an exemption has no member \`${shown(name)}\`${suggestion(name, members) || `; it has ${members.join(', ')}`}`, key);
    found.set(known, { text: textOf(known, value, key, fail), node: key });
  }
  const need = (name        )         => found.get(name)?.text ?? fail(`the exemption has no \`${name}\`; every exemption says ${required.join(', ')}.`, item);
  const [file, ticket, expiresOn] = [found.get('file')?.text, found.get('ticket')?.text, found.get('expiresOn')];
  if (file !== undefined && (file.startsWith('/') || file.includes('\\'))) fail('`file` is a path from the root of the checkout, with forward slashes.', found.get('file')?.node);
  return {
    rule: need('rule'),
    resource: need('resource').replace(/\/+$/, ''),
    reason: need('reason'),
    owner: need('owner'),
    ...(file === undefined ? {} : { file: file.replace(/^\.\//, '') }),
    ...(ticket === undefined ? {} : { ticket }),
    ...(expiresOn === undefined ? {} : { expiresOn }),
  };
}

function textOf(name        , value         , key         , fail      )         {
  const text = distExports.isScalar(value) && typeof value.value === 'string' ? value.value.trim() : undefined;
  if (text === undefined) return fail(`\`${name}\` has to be a text.`, key);
  if (text === '' || text === 'null' || text === '~') return fail(`\`${name}\` is empty.`, key);
  if (text.length > most.text) return fail(`\`${name}\` has ${text.length} characters; at most ${most.text} are read.`, key);
  return text;
}

const datePattern = /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[-+]\d\d:\d\d))?$/;

/** A date alone lasts to the end of that day in UTC. */
function endOf({ text, node }         , fail      )         {
  const [, date, time] = datePattern.exec(text) ?? [];
  const day = date === undefined ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  const moment = time === undefined ? day + 86_400_000 : Date.parse(text);
  // `Date.parse` may carry 30 February over into March.
  if (date === undefined || Number.isNaN(moment) || new Date(day).toISOString().slice(0, 10) !== date) {
    return fail(`\`expiresOn\` is a date such as 2027-03-31, the last day of the exemption, or a moment such as 2027-03-31T12:00:00Z; \`${shown(text)}\` is none.`, node);
  }
  return moment;
}

function shown(text        )         {
  return text.length > 64 ? `${text.slice(0, 64)}…` : text;
}

function startOf(node         , lines             )                                                     {
  const range          = typeof node === 'object' && node !== null && 'range' in node ? node.range : undefined;
  const offset          = Array.isArray(range) ? range[0] : undefined;
  const { line, col } = lines.linePos(typeof offset === 'number' ? offset : 0);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

export { parseExemptions };
