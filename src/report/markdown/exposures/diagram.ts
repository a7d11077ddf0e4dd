import { diagramLabel } from '../../escape.ts';
import { countStates, isLoud, stateText, stateWords, wayKinds, waysOf, wayStates, type Way, type WayKind } from '../../exposures/ways.ts';
import type { ReportExposure, WayState } from '../../report.ts';

/** More ways one by one are no picture any more. Far below the 500 edges and 50,000 characters that Mermaid draws by default. */
const wayLimit = 20;

const kindNames: Readonly<Record<WayKind, string>> = { egress: 'Packets leave', ingress: 'Reached from outside', channel: 'Data leaves by services' };

/** Lines that differ by shape first: thick and through, dashed, through, without an end, barred. */
const arrows: Readonly<Record<WayState, string>> = { open: '==>', undetermined: '-.->', meant: '-->', notVisible: '-.-', closed: '--x' };

/** Strokes of at least 3 : 1 against GitHub's light and dark grounds; fills and letters stay the theme's. */
const strokes: Readonly<Record<WayState, string>> = {
  open: 'stroke:#e5534b,stroke-width:3px',
  undetermined: 'stroke:#b87a00,stroke-width:2px,stroke-dasharray:5 4',
  meant: 'stroke:#3b82f6,stroke-width:2px',
  notVisible: 'stroke:#808890,stroke-width:1px,stroke-dasharray:2 4',
  closed: 'stroke:#2da44e,stroke-width:2px',
};

/**
 * The cluster, its network and its ways out as a Mermaid flowchart of at most `room` units: what is open, undetermined, meant or
 * changed one by one, the worst of it where there is much; the rest in boxes with their number. Empty when nothing fits.
 */
export function renderDiagram(exposure: ReportExposure, room: number): string {
  const ways = waysOf(exposure);
  const loud = ways.filter(isLoud);
  for (let shown = Math.min(loud.length, wayLimit); shown >= 0; shown -= 1) {
    const text = diagramOf(exposure, ways, loud.slice(0, shown));
    if (text.length <= room) return text;
  }
  return '';
}

interface Edge {
  readonly text: string;
  readonly state: WayState;
}

function diagramOf(exposure: ReportExposure, ways: readonly Way[], shown: readonly Way[]): string {
  const name = `cluster["${diagramLabel(exposure.cluster.name)}"]`;
  const center = exposure.network === undefined ? [`  ${name}`] : [`  subgraph network["${diagramLabel(exposure.network)}"]`, `    ${name}`, '  end'];
  const boxes = new Map(shown.map((way, index) => [way, `way${index}`]));
  const groups = wayKinds.flatMap((kind) => groupOf(kind, boxes));
  const rest = foldsOf(ways.filter((way) => !boxes.has(way)));
  const edges: readonly Edge[] = [
    ...Array.from(boxes, ([way, box]) => ({ state: way.state, text: edgeOf(way, box) })),
    ...rest.map(({ state }) => ({ state, text: `  cluster ${arrows[state]} ${state}Rest` })),
  ];
  const used = wayStates.filter((state) => edges.some((edge) => edge.state === state));
  return [
    '```mermaid',
    'flowchart LR',
    ...center,
    ...groups,
    ...rest.map(({ state, text }) => `  ${state}Rest["${text}"]:::${state}`),
    ...edges.map(({ text }) => text),
    ...used.map((state) => `  classDef ${state} ${strokes[state]}`),
    ...used.map((state) => `  linkStyle ${edges.flatMap((edge, index) => (edge.state === state ? [index] : [])).join(',')} ${strokes[state]}`),
    '```',
  ].join('\n');
}

function groupOf(kind: WayKind, boxes: ReadonlyMap<Way, string>): readonly string[] {
  const lines = Array.from(boxes).filter(([way]) => way.kind === kind).map(([way, box]) => {
    const target = way.target === undefined ? '' : `<br/>${diagramLabel(way.target)}`;
    return `    ${box}["${diagramLabel(way.name)}${target}"]:::${way.state}`;
  });
  return lines.length === 0 ? [] : [`  subgraph ${kind}["${kindNames[kind]}"]`, ...lines, '  end'];
}

/** Who reaches in stands at the beginning of the arrow. */
function edgeOf(way: Way, box: string): string {
  const [from, to] = way.kind === 'ingress' ? [box, 'cluster'] : ['cluster', box];
  return `  ${from} ${arrows[way.state]}|"${stateText(way)}"| ${to}`;
}

/** "17 ways closed", "3 more ways open": what is not drawn one by one. */
function foldsOf(left: readonly Way[]): readonly { readonly state: WayState; readonly text: string }[] {
  const counts = countStates(left);
  return wayStates.flatMap((state) => {
    const count = counts[state];
    const more = left.some((way) => way.state === state && isLoud(way)) ? 'more ' : '';
    return count === 0 ? [] : [{ state, text: `${count} ${more}${count === 1 ? 'way' : 'ways'} ${stateWords[state]}` }];
  });
}
