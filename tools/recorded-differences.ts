// The tables of docs/sandbox.md: in what the sandbox differs from recorded answers of Azure, and what of the recordings is not sent.
import { knownDifferences, leftOut } from '../__tests__/sandbox/ground-truth/differences.ts';
import { markdownTable } from './documents.ts';

/** One row for each difference that is known, then one for each exchange that is left out. Exchanges are counted from 0. */
export function recordedDifferences(): string {
  const differences = knownDifferences.map(({ file, exchanges, members, reason }) => [code(file), exchanges.join(', '), members.map(code).join(', '), reason]);
  const absent = leftOut.map(({ file, exchange, reason }) => [code(file), String(exchange), reason]);
  return [
    markdownTable(['recording', 'exchange', 'what differs', 'why'], differences),
    '',
    'Not sent:',
    '',
    markdownTable(['recording', 'exchange', 'why'], absent),
  ].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
