import { codeSpan } from '../escape.ts';
import { countText, waysOf } from '../exposures/ways.ts';
import type { ReportExposure } from '../report.ts';
import { renderDiagram } from './exposures/diagram.ts';
import { renderEveryWay } from './exposures/every-way.ts';
import { renderFleet } from './exposures/fleet.ts';

/** More pictures than this nobody compares. */
export const pictureLimit = 3;

/** The ways out of each cluster in a sentence and a picture; of more than three clusters a table. At most `room` units; empty without clusters. */
export function renderExposures(exposures: readonly ReportExposure[], room: number): string {
  if (exposures.length === 0) return '';
  const heading = '#### Ways out';
  const free = room - heading.length - 2;
  if (exposures.length > pictureLimit) return `${heading}\n\n${renderFleet(exposures, free)}`;
  const share = free / exposures.length;
  return [heading, ...exposures.flatMap((exposure) => {
    const sentence = `${codeSpan(exposure.cluster.name, 100)}: ${countText(waysOf(exposure))}.`;
    const diagram = renderDiagram(exposure, share - sentence.length - 4);
    return diagram === '' ? [sentence] : [sentence, diagram];
  })].join('\n\n');
}

/** Every way of each cluster that has a picture, folded; at most `room` units. */
export function renderEveryWays(exposures: readonly ReportExposure[], room: number): string {
  if (exposures.length > pictureLimit) return '';
  const folds: string[] = [];
  let free = room;
  for (const exposure of exposures) {
    const fold = renderEveryWay(exposure, free - 2);
    if (fold !== '') folds.push(fold);
    free -= fold.length + 2;
  }
  return folds.join('\n\n');
}
