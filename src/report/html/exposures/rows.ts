import { outsideNames, outsideOf, type Outside } from '../../exposures/outside.ts';
import { countStates, isChanged, isLoud, stateText, stateWords, waysOf, wayStates, type Way } from '../../exposures/ways.ts';
import type { ReportExposure, WayState } from '../../report.ts';
import { cut } from '../cut.ts';

/** A way in a picture, or several of one state as one. */
export interface Row {
  /** The name of what it leads to. */
  readonly outside: string;
  readonly state: WayState;
  readonly isChanged: boolean;
  /** True where somebody outside begins: the arrow leads to the cluster. */
  readonly inward: boolean;
  readonly name: string;
  /** A second line: what it leads to, what it was. */
  readonly note?: string;
  /** Everything that is said of it, for whoever points at it. */
  readonly tip: string;
}

/** More lines are no picture any more; what is least bad is counted. */
const rowLimit = 80;
const foldsName = 'Further ways';

/** Every way one by one, the worst first within what it leads to. */
export function everyRow(exposure: ReportExposure): readonly Row[] {
  const ways = waysOf(exposure);
  return [...inPlace(ways.slice(0, rowLimit).map((way) => ({ outside: outsideOf(way), row: rowOf(way) }))), ...foldsOf(ways.slice(rowLimit), '')];
}

/** Two columns of the same rows: each way that is or was something to look at; the others, of which nothing changed, counted. */
export function rowsOfChange(exposure: ReportExposure): { readonly before: readonly Row[]; readonly after: readonly Row[] } {
  const ways = waysOf(exposure);
  const loud = ways.filter(isLoud).slice(0, rowLimit);
  const rest = foldsOf(ways.filter((way) => !loud.includes(way)), 'unchanged');
  const side = (row: (way: Way) => Row): readonly Row[] => [...inPlace(loud.map((way) => ({ outside: outsideOf(way), row: row(way) }))), ...rest];
  return { before: side(rowBefore), after: side(rowOf) };
}

/** Those who call from outside first, then by what is reached. */
const places: readonly Outside[] = ['callers', 'names', 'registries', 'azure', 'internet', 'networks'];

function inPlace(rows: readonly { readonly outside: Outside; readonly row: Row }[]): readonly Row[] {
  return rows.toSorted((left, right) => places.indexOf(left.outside) - places.indexOf(right.outside)).map(({ row }) => row);
}

/** What it led to and what decided is not known of what it was before. */
function rowBefore(way: Way): Row {
  if (!isChanged(way) || way.before === undefined) return rowOf(way);
  return { ...rowOf(way), state: way.before, note: `becomes ${stateWords[way.state]}`, tip: `${cut(way.name, 100)}: ${stateWords[way.before]}` };
}

function rowOf(way: Way): Row {
  const changed = isChanged(way);
  const note = [...(changed && way.before !== undefined ? [`was ${stateWords[way.before]}`] : []), ...(way.target === undefined ? [] : [cut(way.target, 200).replaceAll('`', '')])].join(' · ');
  return {
    outside: outsideNames[outsideOf(way)],
    state: way.state,
    isChanged: changed,
    inward: way.kind === 'ingress',
    name: cut(way.name, 100).replaceAll('`', '') || '""',
    ...(note === '' ? {} : { note }),
    tip: `${cut(way.name, 100)}: ${stateText(way)}. ${cut(way.message, 300)}`,
  };
}

function foldsOf(ways: readonly Way[], note: string): readonly Row[] {
  const counts = countStates(ways);
  return wayStates.flatMap((state) => {
    const count = counts[state];
    if (count === 0) return [];
    const name = `${count} ${count === 1 ? 'way' : 'ways'} ${stateWords[state]}`;
    return [{ outside: foldsName, state, isChanged: false, inward: false, name, ...(note === '' ? {} : { note }), tip: name }];
  });
}
