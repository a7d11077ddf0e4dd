import { fitLines } from './fitting.ts';
import type { Row } from './rows.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedRow {
  readonly row: Row;
  readonly name: readonly string[];
  readonly note: readonly string[];
  readonly box: Box;
  /** Where its line runs. */
  readonly middle: number;
}

export interface Zone {
  readonly name: string;
  readonly box: Box;
  readonly side: 'left' | 'right';
  readonly rows: readonly PlacedRow[];
}

/** Where everything of a picture stands, in its own units (a letter of a name is 13 high). */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly network: Box & { readonly label: readonly string[] };
  readonly cluster: Box & { readonly label: readonly string[] };
  readonly zones: readonly Zone[];
}

/** `wide` has the cluster in the middle of what is around it; `narrow` has everything on the right, so that two stand side by side. */
export type Shape = 'wide' | 'narrow';

/** Sizes of letters; the sheet has the same. */
export const letters = { name: 13, small: 12 } as const;
/** From the zone's left edge: its state, then its name. */
export const columns = { state: 10, name: 116, end: 8 } as const;
export const heights = { line: 16, heading: 26 } as const;

interface Measures {
  readonly label: number;
  readonly wire: number;
  readonly margin: number;
  readonly cluster: number;
}

const measures: Readonly<Record<Shape, Measures>> = {
  wide: { label: 360, wire: 56, margin: 44, cluster: 136 },
  narrow: { label: 344, wire: 40, margin: 26, cluster: 88 },
};

/** How much wider bold letters are. */
const boldness = 1.15;
const gap = 12;
/** Above the cluster, for the name of the network in two lines. */
const head = 46;

/** Places rows that come in the order of their zones. No two texts share a place, however long: what does not fit is cut. */
export function sceneOf(clusterName: string, networkName: string, rows: readonly Row[], shape: Shape): Scene {
  const { label, wire, margin, cluster } = measures[shape];
  const names = [...new Set(rows.map(({ outside }) => outside))];
  const groups = names.map((name) => ({ name, rows: rows.filter((row) => row.outside === name).map((row) => measured(row, label)) }));
  const heightOf = (group: (typeof groups)[number]): number => heights.heading + group.rows.reduce((sum, { height }) => sum + height, 0) + 8;
  // Groups fill the left side up to half of all, so that both sides are about as high.
  const total = groups.reduce((sum, group) => sum + heightOf(group) + gap, 0);
  let used = 0;
  const sides = groups.map((group) => {
    const side: Zone['side'] = shape === 'wide' && used + heightOf(group) / 2 < total / 2 ? 'left' : 'right';
    used += heightOf(group) + gap;
    return side;
  });
  const left = shape === 'wide' ? label + wire : 0;
  const center = { left, right: left + margin + cluster + margin };
  const tops = { left: head, right: head };
  const zones = groups.map((group, index): Zone => {
    const side = sides[index] ?? 'right';
    const box = { x: side === 'left' ? 0 : center.right + wire, y: tops[side], width: label, height: heightOf(group) };
    tops[side] += box.height + gap;
    return { name: group.name, side, box, rows: placed(group.rows, box) };
  });
  const height = Math.max(tops.left - gap, tops.right - gap, head + 90) + 12;
  return {
    width: center.right + wire + label,
    height,
    network: { x: center.left, y: 0, width: center.right - center.left, height, label: fitLines(networkName, center.right - center.left - 16, letters.small, 2) },
    cluster: { x: center.left + margin, y: head, width: cluster, height: height - head - 12, label: fitLines(clusterName, cluster - 12, letters.name * boldness, 4) },
    zones,
  };
}

type MeasuredRow = Pick<PlacedRow, 'row' | 'name' | 'note'> & { readonly height: number };

function measured(row: Row, label: number): MeasuredRow {
  const width = label - columns.name - columns.end;
  const name = fitLines(row.name, width, letters.name, 2);
  const note = row.note === undefined ? [] : fitLines(row.note, width, letters.small, 1);
  return { row, name, note, height: (name.length + note.length) * heights.line + 8 };
}

function placed(rows: readonly MeasuredRow[], zone: Box): readonly PlacedRow[] {
  let top = zone.y + heights.heading;
  return rows.map(({ height, ...row }) => {
    const box = { x: zone.x + 4, y: top, width: zone.width - 8, height };
    top += height;
    return { ...row, box, middle: box.y + 4 + heights.line / 2 };
  });
}
