/**
 * What to do about refusals and failures of Azure, by code and by what the message says. A code that is not here is shown with Azure's own words alone.
 */
import type { AdviceRow } from './advice/advice-row.ts';
import { clusterAdvice } from './advice/cluster.ts';
import { nodeAdvice } from './advice/nodes.ts';
import { platformAdvice } from './advice/platform.ts';

/** Failures of nodes first: their messages tell more than the codes that they come with. */
export const adviceRows: readonly AdviceRow[] = [...nodeAdvice, ...clusterAdvice, ...platformAdvice];

/** Messages are Azure's, and may be long. */
const longest = 20_000;

/**
 * Sentences on what to do, or undefined. Sub-codes (`Code/SubCode`) fall back to their code.
 * @param message Azure's words: they tell refusals of one code apart, and name what stands in the way
 */
export function adviceFor(code: string, message = ''): string | undefined {
  const [main = '', sub = ''] = code.toLowerCase().split('/');
  const text = message.slice(0, longest);
  // What the nodes say is told under many codes.
  const ofNodes = said(nodeAdvice, text);
  for (const named of [sub, main].filter((one) => one !== '')) {
    const rows = adviceRows.filter(({ codes }) => codes.some((one) => one.toLowerCase() === named));
    const found = ofNodes ?? said(rows, text) ?? plainOf(rows);
    if (rows.length > 0 && found !== undefined) return found;
  }
  return ofNodes;
}

/** Of the rows the first whose words are in the message. */
function said(rows: readonly AdviceRow[], text: string): string | undefined {
  for (const { says, advice } of rows) {
    const match = says?.exec(text);
    if (match !== null && match !== undefined) return typeof advice === 'string' ? advice : advice(match);
  }
  return undefined;
}

/** What the code alone says: the row that asks for no words, else the one that needs none of them. */
function plainOf(rows: readonly AdviceRow[]): string | undefined {
  const row = rows.find(({ says }) => says === undefined) ?? rows.findLast(({ advice }) => typeof advice === 'string');
  return typeof row?.advice === 'string' ? row.advice : undefined;
}
