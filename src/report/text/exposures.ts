import { clip, oneLine } from '../escape.ts';
import { countText, isLoud, stateText, waysOf, worstClustersFirst, type Way } from '../exposures/ways.ts';
import type { ReportExposure, WayState } from '../report.ts';
import type { Style } from '../terminal.ts';
import { paragraph, type Page } from './page.ts';

const stateStyles: Readonly<Record<WayState, Style>> = { open: 'bad', undetermined: 'doubtful', meant: 'strong', notVisible: 'quiet', closed: 'good' };

/** A longer column pushes the next one out of line only in its own row. */
const columnLimit = 40;

/** The ways out of each cluster, the worst cluster first: open, undetermined, meant and changed ones by line, the others counted. One section for each cluster. */
export function renderExposures(exposures: readonly ReportExposure[], page: Page): readonly (readonly string[])[] {
  return worstClustersFirst(exposures).map((exposure) => {
    const ways = waysOf(exposure);
    const loud = ways.filter(isLoud);
    const name = page.paint('strong', `Ways out of ${oneLine(exposure.cluster.name) || '""'}`);
    const column = loud.reduce((widest, way) => (stateText(way).length <= columnLimit ? Math.max(widest, stateText(way).length) : widest), 0);
    return [`${name}: ${countText(ways)}`, ...loud.flatMap((way) => renderWay(way, column, page))];
  });
}

function renderWay(way: Way, column: number, page: Page): readonly string[] {
  const state = stateText(way);
  const target = way.target === undefined ? '' : ` → ${clip(oneLine(way.target), 300)}`;
  return [`  ${page.paint(stateStyles[way.state], state)}${' '.repeat(Math.max(0, column - state.length))}  ${oneLine(way.name)}${target}`, ...paragraph(way.message, ' '.repeat(column + 4), page)];
}
