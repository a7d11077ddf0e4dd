import { clip, escapeHtml, prose, tableCell } from '../../escape.ts';
import { stateText, waysOf } from '../../exposures/ways.ts';
import type { ReportExposure } from '../../report.ts';
import { prefixWithin } from '../room.ts';

/** Room for the row that counts what was left out. */
const reserve = 60;

/** Every way out of the cluster with its state and what decided, folded, as many as `room` holds; empty when that is none. */
export function renderEveryWay(exposure: ReportExposure, room: number): string {
  const ways = waysOf(exposure);
  // A line that starts with HTML is not parsed as markdown, so the element stands here for the code span.
  const head = `<details><summary>Every way out of <code>${escapeHtml(clip(exposure.cluster.name, 100))}</code> · ${ways.length}</summary>\n\n| Way | State | What decided |\n| :-- | :-- | :-- |`;
  const foot = '\n</details>';
  const rows = prefixWithin(rowsOf(ways), room - head.length - foot.length - reserve, 1);
  const left = ways.length - rows.length;
  return rows.length === 0 ? '' : [head, ...rows, ...(left === 0 ? [] : [`| ${left} more in the report file | | |`]), foot].join('\n');
}

function* rowsOf(ways: ReturnType<typeof waysOf>): Generator<string> {
  for (const way of ways) yield `| ${[prose(way.name, 100), stateText(way), prose(way.message, 300)].map(tableCell).join(' | ')} |`;
}
