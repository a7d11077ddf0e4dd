import type { Finding } from '../../policy/finding.ts';
import { byFile, type FileFindings } from '../findings/by-file.ts';
import { countBySeverity } from '../wording.ts';
import { cut } from './cut.ts';
import { renderFinding } from './finding.ts';
import { html, type Markup } from './template.ts';

/** A browser takes so many folds with ease, and nobody opens more. */
const findingLimit = 2_000;
/** UTF-16 units of all findings together. */
const room = 4_000_000;
/** So few stand open: there is nothing to look for. */
const openLimit = 12;
/** From so many files on there is a table of contents. */
const contentsFrom = 4;
const contentsLimit = 300;

interface Section extends FileFindings {
  readonly id: string;
  readonly shown: readonly Markup[];
}

/** The findings by file, each a fold, the worst first; of very many those that a browser takes, and the rest counted. `sorted` is worst first. */
export function renderFindings(sorted: readonly Finding[]): Markup | undefined {
  if (sorted.length === 0) return undefined;
  const blocks = new Map<Finding, Markup>();
  let used = 0;
  for (const finding of sorted.slice(0, findingLimit)) {
    const block = renderFinding(finding, sorted.length <= openLimit);
    used += block.text.length;
    if (used > room) break;
    blocks.set(finding, block);
  }
  const groups = byFile(sorted);
  const sections = groups.map((group, index): Section => ({ ...group, id: `file-${index + 1}`, shown: group.findings.flatMap((finding) => blocks.get(finding) ?? []) }));
  const shown = sections.filter((section) => section.shown.length > 0);
  const left = countBySeverity(sorted.filter((finding) => !blocks.has(finding)));
  const unseen = sections.length - shown.length;
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings (${sorted.length})</h2>
${left === undefined ? undefined : html`<p class="note">${left} left out to keep this page light${unseen === 0 ? '' : `, among them all of ${unseen} ${unseen === 1 ? 'file' : 'files'}`}; the JSON report has them.</p>`}
${shown.length < contentsFrom ? undefined : renderContents(shown)}
${shown.map(renderSection)}
</section>`;
}

function renderContents(sections: readonly Section[]): Markup {
  const left = sections.length - contentsLimit;
  const items = sections.slice(0, contentsLimit).map((section) => html`<li><a href="#${section.id}">${nameOf(section)}</a> <span class="quiet">(${section.findings.length})</span></li>`);
  return html`<nav aria-label="Files with findings">
<details${sections.length <= openLimit ? html` open` : undefined}>
<summary>${sections.length} files</summary>
<ol class="contents">
${items}
</ol>
${left > 0 ? html`<p class="quiet">${left} more files below.</p>` : undefined}
</details>
</nav>`;
}

function renderSection(section: Section): Markup {
  const left = section.findings.length - section.shown.length;
  return html`<section aria-labelledby="${section.id}">
<h3 id="${section.id}">${nameOf(section)} <span class="quiet">(${section.findings.length})</span></h3>
${section.shown}
${left > 0 ? html`<p class="quiet">${left} more ${left === 1 ? 'finding' : 'findings'} here ${left === 1 ? 'is' : 'are'} not shown.</p>` : undefined}
</section>`;
}

function nameOf({ file, findings }: Section): string {
  if (file === undefined) return findings.every(({ resource }) => resource.id !== undefined) ? 'On living resources' : 'In no file';
  return cut(file, 300) || '""';
}
