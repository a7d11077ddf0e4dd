/** Where everything of a picture of steps stands: a line of boxes below those that they wait for, and wires that touch no box. */
import { endsOf, lookOf, type StepLook, type StepPicture } from '../../steps/order.ts';
import { formatElapsed } from '../../../run/logger.ts';
import { fitLines } from '../exposures/fitting.ts';

export interface StepBox {
  readonly look: StepLook | 'rest';
  readonly title: readonly string[];
  readonly note: readonly string[];
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Steps that all lead to the same steps share one wire: it comes together, and parts again. */
export interface Wire {
  /** Drawn with `M`, `H` and `V` alone. */
  readonly path: string;
  /** Where it arrives: the points of its arrows. */
  readonly ends: readonly { readonly x: number; readonly y: number }[];
}

export interface StepScene {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly StepBox[];
  readonly wires: readonly Wire[];
}

/** `columns` boxes at most stand side by side; the picture is `width` wide in its own units (a letter of a title is 13 high). */
export interface StepShape {
  readonly width: number;
  readonly columns: number;
}

/** Sizes of letters; the sheet has the same. Titles are bold, which is wider. */
export const letters = { title: 13, note: 12 } as const;
export const line = 17;
const boldness = 1.15;
const padding = 12;
const gap = 20;
/** Between two tracks of wires. */
const track = 9;
const widestBox = 440;
/** Half of the widest stroke. */
const margin = 2;

interface Placed {
  readonly number: number;
  readonly waitsFor: readonly number[];
  readonly look: StepBox['look'];
  readonly title: string;
  readonly note: string;
}

/** Steps that lead to the same steps. */
interface Bundle {
  readonly from: readonly number[];
  readonly to: readonly number[];
}

export function stepScene({ steps, rest }: StepPicture, { width, columns }: StepShape): StepScene {
  const last = Math.max(...steps.map(({ number }) => number));
  const nodes: readonly Placed[] = [
    ...steps.map(({ number, step, waitsFor }): Placed => {
      const look = lookOf(step);
      const time = step.elapsed === undefined ? '' : ` ${look === 'failed' ? 'after' : 'in'} ${formatElapsed(step.elapsed)}`;
      return { number, waitsFor, look, title: `${number}  ${step.title}`, note: look === 'disruptive' ? `disturbs: ${step.disruption ?? ''}` : look === 'planned' ? '' : `${step.status}${time}` };
    }),
    ...(rest === 0 ? [] : [{ number: last + 1, waitsFor: endsOf(steps), look: 'rest' as const, title: `${rest} more ${rest === 1 ? 'step' : 'steps, one after the other'}`, note: '' }]),
  ];
  const lines = linesOf(nodes, columns);
  const lineOf = new Map(lines.flatMap((row, index) => row.map(({ number }) => [number, index])));
  const bundles = bundlesOf(nodes);
  const spans = bundles.map(({ from, to }) => channelsOf(from.map((number) => lineOf.get(number) ?? 0), to.map((number) => lineOf.get(number) ?? 0)));
  // Wires that pass a line of boxes do so on the left of all.
  const corridors = bundles.flatMap((_bundle, index) => ((spans[index]?.length ?? 0) > 1 ? [index] : []));
  const left = margin + (corridors.length === 0 ? 0 : (corridors.length + 1) * track);
  const widest = Math.max(...lines.map(({ length }) => length));
  const free = width - left - margin;
  const boxWidth = Math.min(widestBox, (free - (widest - 1) * gap) / widest);

  const boxes = new Map<number, StepBox>();
  const channels: { readonly top: number; readonly tracks: readonly number[] }[] = [];
  let top: number = margin;
  lines.forEach((row, index) => {
    const texts = row.map((node) => measured(node, boxWidth - 2 * padding));
    const height = Math.max(...texts.map(({ title, note }) => (title.length + note.length) * line)) + 2 * padding - 4;
    const used = row.length * boxWidth + (row.length - 1) * gap;
    row.forEach(({ number, look }, place) => {
      const { title = [], note = [] } = texts[place] ?? {};
      boxes.set(number, { look, title, note, x: left + (free - used) / 2 + place * (boxWidth + gap), y: top, width: boxWidth, height });
    });
    const tracks = bundles.flatMap((_bundle, one) => (spans[one]?.includes(index) === true ? [one] : []));
    channels.push({ top: top + height, tracks });
    top += height + (index === lines.length - 1 ? margin : 22 + Math.max(1, tracks.length) * track);
  });

  const wires = bundles.map((bundle, index): Wire => {
    const heightIn = (channel: number): number => (channels[channel]?.top ?? 0) + 10 + (channels[channel]?.tracks.indexOf(index) ?? 0) * track;
    const starts = bundle.from.flatMap((number) => {
      const box = boxes.get(number);
      return box === undefined ? [] : [{ channel: lineOf.get(number) ?? 0, x: box.x + box.width / 2, y: box.y + box.height }];
    });
    const ends = bundle.to.flatMap((number) => {
      const box = boxes.get(number);
      if (box === undefined) return [];
      const channel = (lineOf.get(number) ?? 0) - 1;
      const middle = box.x + box.width / 2;
      // In the middle arrives what comes straight down; what comes from elsewhere stays clear of the wire that another step lets down there.
      const isStraight = starts.some((start) => start.channel === channel && isSame(start.x, middle));
      const isTaken = (lines[channel] ?? []).some((node) => isSame(center(boxes.get(node.number)), middle));
      return [{ channel, x: isStraight || !isTaken ? middle : middle + 18, y: box.y }];
    });
    const points = [...starts, ...ends];
    const used = [...new Set(points.map(({ channel }) => channel))].toSorted((one, other) => one - other);
    const corridor = used.length > 1 ? [margin + (corridors.indexOf(index) + 0.5) * track] : [];
    const path = [
      ...points.map(({ channel, x, y }) => `M${round(x)} ${round(y)}V${round(heightIn(channel))}`),
      ...used.flatMap((channel) => {
        const xs = [...points.filter((point) => point.channel === channel).map(({ x }) => x), ...corridor];
        const [from, to] = [Math.min(...xs), Math.max(...xs)];
        return from === to ? [] : [`M${round(from)} ${round(heightIn(channel))}H${round(to)}`];
      }),
      ...corridor.map((x) => `M${round(x)} ${round(heightIn(used[0] ?? 0))}V${round(heightIn(used.at(-1) ?? 0))}`),
    ].join('');
    return { path, ends: ends.map(({ x, y }) => ({ x: round(x), y: round(y) })) };
  });
  return { width, height: Math.ceil(top), boxes: [...boxes.values()], wires };
}

/** Each step as far up as those that it waits for let it; of more than `columns` side by side several lines. */
function linesOf(nodes: readonly Placed[], columns: number): readonly (readonly Placed[])[] {
  const layers: Placed[][] = [];
  const layerOf = new Map<number, number>();
  for (const node of nodes) {
    const layer = Math.max(-1, ...node.waitsFor.map((number) => layerOf.get(number) ?? -1)) + 1;
    layerOf.set(node.number, layer);
    (layers[layer] ??= []).push(node);
  }
  return layers.flatMap((layer) => Array.from({ length: Math.ceil(layer.length / columns) }, (_, index) => layer.slice(index * columns, (index + 1) * columns)));
}

function bundlesOf(nodes: readonly Placed[]): readonly Bundle[] {
  const targets = new Map<number, number[]>();
  for (const { number, waitsFor } of nodes) for (const before of waitsFor) targets.set(before, [...(targets.get(before) ?? []), number]);
  const bundles = new Map<string, { readonly from: number[]; readonly to: readonly number[] }>();
  for (const [from, to] of targets) {
    const bundle = bundles.get(to.join());
    if (bundle === undefined) bundles.set(to.join(), { from: [from], to });
    else bundle.from.push(from);
  }
  return [...bundles.values()];
}

/** The spaces below lines through which a wire runs from side to side, each by the number of the line above it. */
function channelsOf(from: readonly number[], to: readonly number[]): readonly number[] {
  return [...new Set([...from, ...to.map((index) => index - 1)])];
}

function measured({ title, note }: Placed, width: number): Pick<StepBox, 'title' | 'note'> {
  return { title: fitLines(title, width, letters.title * boldness, 4), note: fitLines(note, width, letters.note, 3) };
}

function center(box: StepBox | undefined): number {
  return box === undefined ? Number.NaN : box.x + box.width / 2;
}

/** Places are reckoned in fractions. */
function isSame(one: number, other: number): boolean {
  return Math.abs(one - other) < 0.5;
}

function round(number: number): number {
  return Math.round(number * 10) / 10;
}
