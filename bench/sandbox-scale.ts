import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EstateFigures, PageFigures } from './estate-pages.ts';
import { slope, type Growth } from './growth.ts';

/** A page, at the largest size, and how its times grow with the number of clusters in the tenant. */
export interface PageGrowth {
  readonly name: string;
  readonly page: PageFigures;
  readonly first: Growth['exponent'];
  readonly middle: Growth['exponent'];
  readonly last: Growth['exponent'];
}

export interface SandboxFigures {
  readonly sizes: readonly EstateFigures[];
  /** Exponents of load time and of the heap. */
  readonly load: Pick<Growth, 'exponent' | 'low' | 'high'>;
  readonly heap: Pick<Growth, 'exponent' | 'low' | 'high'>;
  readonly lists: readonly PageGrowth[];
  /** Tables that fill a page at every size: others have longer pages where there is more. */
  readonly graph: readonly PageGrowth[];
}

/** Three subscriptions to ten clusters, as in the tenant that the drift is looked for in. */
const sizes: readonly (readonly [clusters: number, subscriptions: number])[] = [[1250, 375], [2500, 750], [5000, 1500], [10_000, 3000]];
const rowsOfPage = 1000;

/** The sandbox with larger and larger estates, each in a process of its own. */
export async function measureSandbox(): Promise<SandboxFigures> {
  const found: EstateFigures[] = [];
  for (const [clusters, subscriptions] of sizes) found.push(await measure(clusters, subscriptions));
  const growth = (pick: (figures: EstateFigures) => number): Pick<Growth, 'exponent' | 'low' | 'high'> => (
    slope(found.map((figures) => [Math.log(figures.clusters), Math.log(pick(figures))] as const))
  );
  const pages = (of: (figures: EstateFigures) => readonly PageFigures[]): readonly PageGrowth[] => (of(found.at(-1) ?? none()).map((page, index): PageGrowth => {
    const exponent = (time: 'first' | 'middle' | 'last'): number => growth((figures) => of(figures)[index]?.[time] ?? Number.NaN).exponent;
    return { name: page.name, page, first: exponent('first'), middle: exponent('middle'), last: exponent('last') };
  }));
  const isFull = ({ name }: PageGrowth): boolean => found.every(({ graph }) => (graph.find((page) => page.name === name)?.rows ?? 0) >= rowsOfPage);
  return {
    sizes: found,
    load: growth(({ load }) => load),
    heap: growth(({ heap }) => heap),
    lists: pages(({ lists }) => lists),
    graph: pages(({ graph }) => graph).filter(isFull),
  };
}

async function measure(clusters: number, subscriptions: number): Promise<EstateFigures> {
  const program = fileURLToPath(new URL('estate-pages.ts', import.meta.url));
  const words = ['--expose-gc', '--disable-warning=ExperimentalWarning', program, String(clusters), String(subscriptions)];
  const { stdout } = await promisify(execFile)(process.execPath, words, { maxBuffer: 2 ** 24 });
  return JSON.parse(stdout) as EstateFigures;
}

function none(): never {
  throw new Error('No size was measured.');
}
