import type { Finding, ResourceWrite } from '../../policy/finding.ts';
import { timeText } from '../drift/words.ts';
import { clip, oneLine } from '../escape.ts';
import { reasonWords, remedyLabel, tellingReasons } from '../wording.ts';

/** GitLab's limit for a message; GitHub names none. */
const messageLimit = 1_024;

/**
 * The message, then the reasons (path, actual, expected), what to do, and where else to look, as far as there is
 * room. Its first sentence is what GitHub shows in lists.
 */
export function messageOf(finding: Finding): string {
  const { verdict, message, remedy, related = [], fix, change } = finding;
  const parts = [
    `${verdict === 'undetermined' ? 'Undetermined: ' : verdict === 'error' ? 'Error: ' : ''}${sentence(plain(message, 500))}`,
    ...tellingReasons(finding).map((reason) => {
      const words = reasonWords(reason);
      const [path, actual, expected] = [words.path, words.actual, words.expected].map((part) => plain(part, 200));
      return words.relation === '→' ? `${path} is ${actual}, wanted ${expected}.` : `${path} is ${actual} (condition: ${plain(words.relation, 40)} ${expected}).`;
    }),
    ...(change?.write === undefined ? [] : [`${writtenBy(change.write)}.`]),
    ...(fix === undefined ? [] : [sentence(plain(fix.description, 300))]),
    ...(remedy === undefined ? [] : [`${remedyLabel(finding)}: ${sentence(plain(remedy, 300))}`]),
    // The link's text may hold no bracket.
    ...related.filter(({ file }) => file !== '').slice(0, 3).map(({ message: text }, index) => `See [${plain(text, 120).replaceAll(/[[\]\\]/g, ' ')}](${index + 1}).`),
  ];
  let text = parts[0] ?? '';
  for (const part of parts.slice(1)) if (text.length + part.length < messageLimit) text = `${text} ${part}`;
  return text;
}

function writtenBy({ at, by }: ResourceWrite): string {
  return `Last written by ${by === undefined ? 'somebody whom Azure does not name' : plain(by, 120)} at ${timeText(at) ?? plain(at, 40)}`;
}

/** Text in which no link of SARIF arises (3.11.6); a message that is not there is a dash, as GitHub refuses empty ones. */
export function plain(text: string, limit: number): string {
  return clip(oneLine(text).replaceAll('](', '] ('), limit) || '-';
}

function sentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
