import type { Finding, Fix } from '../../policy/finding.ts';
import { clip, codeLines, codeSpan, tableCell } from '../escape.ts';
import { placeLink, type LinkTo } from './links.ts';

const diffLines = 10;
const lineLimit = 200;

/** A fix as a fenced diff, each line behind `indent`. The fence is longer than every run of backticks within, so nothing in it can close it. */
export function renderDiff({ original, replacement }: Fix, indent: string): string {
  const lines = [...side('-', original), ...side('+', replacement)];
  const longest = lines.join('\n').match(/`{3,}/g)?.reduce((length, run) => Math.max(length, run.length), 0) ?? 2;
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}diff`, ...lines, fence].map((line) => indent + line).join('\n');
}

function side(sign: string, text: string): readonly string[] {
  return codeLines(text, diffLines, lineLimit).map((line) => clip(`${sign} ${line}`, lineLimit));
}

/** With more changes the table is no shorter than the findings. */
const rowLimit = 10;
const textLimit = 80;

/** The ready changes as a short table, one row each however many rules ask for it; empty when there is none, or too many or too long ones, or no room. */
export function renderChanges(findings: readonly Finding[], room: number, linkTo: LinkTo | undefined): string {
  const changes = new Map<string, { readonly fix: Fix; readonly rules: Set<string> }>();
  for (const { fix, rule } of findings) {
    if (fix === undefined) continue;
    if (fix.original.length > textLimit || fix.replacement.length > textLimit) return '';
    const key = JSON.stringify([fix.file, fix.line, fix.column, fix.replacement]);
    const known = changes.get(key) ?? { fix, rules: new Set() };
    changes.set(key, known);
    known.rules.add(rule);
    if (changes.size > rowLimit) return '';
  }
  if (changes.size === 0) return '';
  const rows = Array.from(changes.values(), ({ fix, rules }) => {
    const names = [...rules].slice(0, 3).map((rule) => codeSpan(rule, 100));
    const more = rules.size > names.length ? `, ${rules.size - names.length} more` : '';
    const cells = [placeLink(fix, linkTo), `${codeSpan(fix.original, textLimit)} → ${codeSpan(fix.replacement, textLimit)}`, `${names.join(', ')}${more}`];
    return `| ${cells.map(tableCell).join(' | ')} |`;
  });
  const table = ['#### What to change', '', '| Where | Change | For |', '| :-- | :-- | :-- |', ...rows].join('\n');
  return table.length <= room ? table : '';
}
