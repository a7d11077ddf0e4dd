import { clip, oneLine } from '../../escape.ts';
import type { Page } from '../page.ts';

/** A table below its heading: names to the left, numbers aligned to the right under their titles. A long name is cut, so that rows fit the page. */
export function renderTable(heading: string, columns: readonly string[], rows: readonly { readonly name: string; readonly numbers: readonly number[] }[], page: Page): readonly string[] {
  const widths = columns.map((column, index) => rows.reduce((widest, { numbers }) => Math.max(widest, String(numbers[index] ?? 0).length), column.length));
  const room = Math.max(12, page.width - 2 - widths.reduce((sum, width) => sum + width + 2, 0));
  const names = rows.map(({ name }) => `  ${clip(oneLine(name), room)}`);
  const first = names.reduce((widest, name) => Math.max(widest, name.length), heading.length);
  const cells = (texts: readonly string[]): string => texts.map((text, index) => `  ${text.padStart(widths[index] ?? 0)}`).join('');
  return [
    `${page.paint('strong', heading)}${' '.repeat(first - heading.length)}${page.paint('quiet', cells(columns))}`,
    ...rows.map(({ numbers }, index) => `${(names[index] ?? '').padEnd(first)}${cells(numbers.map(String))}`),
  ];
}
