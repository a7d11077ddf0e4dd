import type { PageGrowth, SandboxFigures } from '../sandbox-scale.ts';
import { mebibytes, table } from '../table.ts';

/** How the sandbox carries a tenant: what loading takes, then pages at the largest size with the exponents by which their times grow with the clusters. */
export function sandboxTables({ sizes, load, heap, lists, graph }: SandboxFigures): readonly string[] {
  return [
    table(['clusters', 'subscriptions', 'documents', 'ms of processor time to load', '× JSON.parse of them', 'MiB of heap', 'peak MiB, generator included'], sizes.map((size) => [
      String(size.clusters), String(size.subscriptions), String(size.documents), size.load.toFixed(0), (size.load / size.parse).toFixed(1), mebibytes(size.heap), mebibytes(size.peakMemory),
    ])),
    `Growth exponents: load ${load.exponent.toFixed(2)} (95 %: ${load.low.toFixed(2)}–${load.high.toFixed(2)}), heap ${heap.exponent.toFixed(2)} (95 %: ${heap.low.toFixed(2)}–${heap.high.toFixed(2)}).`,
    pages('lists', lists),
    pages('Resource Graph, pages of 1,000 rows', graph),
    'The first page comes after a write and has the work on the whole list or result; those in the middle and at the end go on from there. Each with the exponent by which it grows with the clusters of the tenant: near 0 where a page looks only at what it shows. Some 0.1 ms of each request are the check of its token.',
  ];
}

function pages(what: string, all: readonly PageGrowth[]): string {
  return table([what, 'rows', 'first ms', 'middle ms', 'last ms', 'middle, × JSON of it'], all.map(({ name, page, first, middle, last }) => [
    name, String(page.rows), grown(page.first, first), grown(page.middle, middle), grown(page.last, last), (page.middle / page.json).toFixed(1),
  ]));
}

function grown(time: number, exponent: number): string {
  return `${time.toFixed(2)} (${exponent.toFixed(2)})`;
}
