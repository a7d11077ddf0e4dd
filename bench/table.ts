function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A markdown table; the first column is text, the others are figures. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(header), line(header.map((_, index) => (index === 0 ? '---' : '---:'))), ...rows.map((cells) => line(cells))].join('\n');
}

export function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0);
}

export function mebibytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(0);
}
