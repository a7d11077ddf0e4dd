/**
 * A comment of ours as its reader sees it, for a terminal: hidden lines gone, tables aligned, folds opened, marks taken off.
 * Made for the markdown that `markdown.ts` writes; other markdown comes out readable, not faithful.
 */
export function renderForTerminal(markdown: string): string {
  const lines = markdown.replaceAll(/<!--[\s\S]*?-->\n?/g, '').split('\n');
  const shown: string[] = [];
  let fence: string | undefined;
  let table: string[][] = [];
  for (const line of [...lines, '']) {
    const opening = /^\s*```(\w*)/.exec(line)?.[1];
    if (opening !== undefined) {
      if (fence === undefined && opening === 'mermaid') shown.push('[picture]');
      fence = fence === undefined ? opening : undefined;
    } else if (fence !== undefined) {
      if (fence !== 'mermaid') shown.push(`    ${line}`);
    } else if (/^\s*\|.*\|\s*$/.test(line)) {
      table.push(cellsOf(line));
    } else {
      shown.push(...alignTable(table));
      table = [];
      if (!/^\s*<\/?(?:details|br|sub|sup|p)[^>]*>\s*$/.test(line)) shown.push(plain(line));
    }
  }
  return shown.join('\n').replaceAll(/\n{3,}/g, '\n\n').trim();
}

function cellsOf(row: string): string[] {
  const inner = row.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split(/(?<!\\)\|/).map((cell) => plain(cell.trim()));
}

function alignTable(rows: readonly (readonly string[])[]): readonly string[] {
  const content = rows.filter((row) => !row.every((cell) => /^:?-+:?$/.test(cell)) && row.some((cell) => cell !== ''));
  const widths = content.reduce<number[]>((known, row) => row.map((cell, index) => Math.max(known[index] ?? 0, cell.length)), []);
  return content.map((row) => row.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join('   ').trimEnd());
}

function plain(text: string): string {
  return text
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll(/\[([^\]]+)\]\(([^)]+)\)/g, '$1')
    .replaceAll(/\*\*([^*]+)\*\*/g, '$1')
    .replaceAll(/(?<![\w`])`+ ?([^`]+?) ?`+/g, '$1')
    .replaceAll(/\\([\\`*_{}[\]()#+\-.!|<>@~])/g, '$1')
    .replaceAll(/&(lt|gt|amp|quot|#64);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"', '#64': '@' })[name] ?? '')
    .replace(/^#{1,6} /, '')
    .replace(/^> ?/, '  ');
}
