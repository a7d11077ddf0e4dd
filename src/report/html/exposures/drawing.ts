import type { WayState } from '../../report.ts';
import { html, type Markup } from '../template.ts';
import { columns, heights, type Box, type PlacedRow, type Scene, type Zone } from './scene.ts';

/** What stands beside each line, so that nobody needs its colour. */
const words: Readonly<Record<WayState, string>> = { open: 'open', undetermined: 'undetermined', meant: 'meant', notVisible: 'not visible', closed: 'closed' };

/** A picture that a reader of screens hears as its title and description. `key` tells it from others on the page; ids begin with it. */
export function renderScene(scene: Scene, key: string, title: string, description: string): Markup {
  const { network, cluster } = scene;
  return html`<svg class="ways" viewBox="0 0 ${scene.width} ${scene.height}" role="img" aria-labelledby="${key}-title ${key}-desc">
<title id="${key}-title">${title}</title>
<desc id="${key}-desc">${description}</desc>
<rect class="network" x="${network.x + 1}" y="1" width="${network.width - 2}" height="${network.height - 2}" rx="10"></rect>
${network.label.map((line, index) => html`<text class="small middle" x="${network.x + network.width / 2}" y="${20 + index * heights.line}">${line}</text>`)}
<rect class="cluster" x="${cluster.x}" y="${cluster.y}" width="${cluster.width}" height="${cluster.height}" rx="6"></rect>
${cluster.label.map((line, index) => html`<text class="strong middle" x="${cluster.x + cluster.width / 2}" y="${cluster.y + 26 + index * heights.line}">${line}</text>`)}
${scene.zones.map((zone) => renderZone(zone, scene))}
</svg>`;
}

function renderZone(zone: Zone, scene: Scene): Markup {
  const { x, y, width, height } = zone.box;
  return html`<g>
<rect class="zone" x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="6"></rect>
<text class="small" x="${x + columns.state}" y="${y + 18}">${zone.name}</text>
${zone.rows.map((row) => renderRow(row, zone, scene))}
</g>`;
}

function renderRow({ row, name, note, box, middle }: PlacedRow, zone: Zone, scene: Scene): Markup {
  const x = zone.box.x + columns.name;
  const baseline = (line: number): number => box.y + line * heights.line;
  // A text that is wider than reckoned is cut at its own window's edge (an inner svg shows nothing beyond it).
  const lines = [...name.map((line) => ['plain', line]), ...note.map((line) => ['small', line])].map(
    ([look = '', line = ''], index) => html`<text class="${look}" x="0" y="${baseline(index + 1) - box.y}">${line}</text>`,
  );
  return html`<g class="way way-${row.state}">
<title>${row.tip}</title>
${row.isChanged ? html`<rect class="changed" x="${box.x}" y="${box.y + 1}" width="${box.width}" height="${box.height - 2}" rx="4"></rect>` : undefined}
${renderWire(row.state, row.inward, middle, wireOf(zone, scene))}
<text class="state" x="${zone.box.x + columns.state}" y="${baseline(1)}">${words[row.state]}</text>
<svg x="${x}" y="${box.y}" width="${zone.box.width - columns.name - columns.end}" height="${box.height}">
${lines}
</svg>
</g>`;
}

/** Where a line begins, crosses the network's edge, and ends. */
interface Wire {
  readonly cluster: number;
  readonly edge: number;
  readonly outside: number;
}

function endOf({ x, width }: Box): number {
  return x + width;
}

function wireOf({ side, box }: Zone, { network, cluster }: Scene): Wire {
  return side === 'left' ? { cluster: cluster.x, edge: network.x, outside: endOf(box) } : { cluster: endOf(cluster), edge: endOf(network), outside: box.x };
}

/** Barred at the network's edge, or through it: whole with an arrow, marked by a diamond, dashed with a question mark, dotted without an end. */
function renderWire(state: WayState, inward: boolean, y: number, { cluster, edge, outside }: Wire): Markup {
  const [from, to] = inward ? [outside, cluster] : [cluster, outside];
  const step = to > from ? 1 : -1;
  const line = (end: number): Markup => html`<path class="wire" d="M${from} ${y}H${end}"></path>`;
  const arrow = html`<polygon class="solid" points="${to},${y} ${to - step * 9},${y - 5} ${to - step * 9},${y + 5}"></polygon>`;
  switch (state) {
    case 'closed':
      return html`${line(edge)}<path class="barrier" d="M${edge} ${y - 7}V${y + 7}"></path>`;
    case 'open':
      return html`${line(to - step * 8)}${arrow}`;
    case 'meant':
      return html`${line(to - step * 8)}${arrow}<polygon class="mark" points="${edge - 7},${y} ${edge},${y - 7} ${edge + 7},${y} ${edge},${y + 7}"></polygon>`;
    case 'undetermined':
      return html`${line(to - step * 8)}${arrow}<circle class="mark" cx="${edge}" cy="${y}" r="8"></circle><text class="question middle" x="${edge}" y="${y + 4}">?</text>`;
    case 'notVisible':
      return html`${line(to)}<circle class="mark" cx="${edge}" cy="${y}" r="4"></circle>`;
  }
}
