import { countText, isChanged, waysOf } from '../exposures/ways.ts';
import type { ReportExposure, ReportWay } from '../report.ts';
import { renderScene } from './exposures/drawing.ts';
import { everyRow, rowsOfChange } from './exposures/rows.ts';
import { sceneOf, type Shape } from './exposures/scene.ts';
import { renderFleet, renderWayTable } from './exposures/tables.ts';
import { cut } from './cut.ts';
import { html, sentence, type Markup } from './template.ts';

/** More pictures than this nobody compares. */
const pictureLimit = 3;

/** The ways out of each cluster: a picture with its table, two where a change was judged; of more than three clusters one table. */
export function renderExposures(exposures: readonly ReportExposure[]): Markup | undefined {
  if (exposures.length === 0) return undefined;
  return html`<section aria-labelledby="exposures">
<h2 id="exposures">Ways out</h2>
${exposures.length > pictureLimit ? renderFleet(exposures) : exposures.map(renderCluster)}
</section>`;
}

/** Of a fleet, the pictures of clusters with something to look at. More nobody opens. */
const failingLimit = 20;

/** The ways out of a fleet's clusters that fail or of which something is not known: a fold with the picture for each, in the given order, the first open; the rest is in the table. */
export function renderLoudExposures(exposures: readonly ReportExposure[]): Markup | undefined {
  if (exposures.length <= pictureLimit) return renderExposures(exposures);
  const loud = exposures.filter((exposure) => waysOf(exposure).some(({ state }) => state === 'open' || state === 'undetermined'));
  if (loud.length === 0) return renderExposures(exposures);
  const left = loud.length - failingLimit;
  return html`<section aria-labelledby="exposures">
<h2 id="exposures">Ways out</h2>
${left > 0 ? html`<p class="quiet">The ${failingLimit} worst clusters; ${left} more are in the JSON report.</p>` : undefined}
${loud.slice(0, failingLimit).map((exposure, index) => html`<details${index === 0 ? html` open` : undefined}>
<summary><strong>${cut(exposure.cluster.name, 100) || '""'}</strong> <span class="quiet">${countText(waysOf(exposure))}</span></summary>
<div class="body">
${renderCluster(exposure, index)}
</div>
</details>`)}
</section>`;
}

function renderCluster(exposure: ReportExposure, index: number): Markup {
  const ways = waysOf(exposure);
  const key = `ways-${index + 1}`;
  const name = cut(exposure.cluster.name, 100) || '""';
  const network = cut(exposure.network ?? 'Its network', 200);
  const draw = (part: string, rows: Parameters<typeof sceneOf>[2], shape: Shape, title: string, description: string): Markup =>
    // Where it is wider than the page it is moved, with keys as well.
    html`<div class="picture" tabindex="0" role="group" aria-label="${title}">
${renderScene(sceneOf(name, network.replaceAll('`', ''), rows, shape), part, title, description)}
</div>`;
  const rows = ways.some(isChanged) ? rowsOfChange(exposure) : undefined;
  const pictures =
    rows === undefined
      ? draw(key, everyRow(exposure), 'wide', `Ways out of ${name}`, `${countText(ways)}. The table below has each of them.`)
      : html`<div class="pair">
<div><h4>Before</h4>
${draw(`${key}-before`, rows.before, 'narrow', `Ways out of ${name} before`, `${countText(ways.map(asBefore))}. The table below has each of them.`)}</div>
<div><h4>After</h4>
${draw(`${key}-after`, rows.after, 'narrow', `Ways out of ${name} after`, `${countText(ways)}. The table below has each of them.`)}</div>
</div>`;
  return html`<section aria-labelledby="${key}">
<h3 id="${key}">${name}</h3>
<p>${countText(ways)}${exposure.network === undefined ? undefined : html` <span class="quiet">(${sentence(network)})</span>`}</p>
${pictures}
${renderWayTable(exposure)}
</section>`;
}

function asBefore({ before, ...way }: ReportWay): ReportWay {
  return { ...way, state: before ?? way.state };
}
