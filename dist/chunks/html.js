const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { escapeHtml, escapeEntities, clip, oneLine, codeLines, formatElapsed } from './start.js';
import { tellingReasons, remedyLabel, reasonWords, byFile, countBySeverity, effectOf, outcomeOf, verdictOrder, calmSentence, summaryOf, countOf, worstFirst } from './run.js';

/** The four moods of the page's colours. */
                                                      

const looks                                  = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubt',
  exempt: 'plain',
  compliant: 'calm',
  notApplicable: 'plain',
};

/** Verdicts as people write them. */
const verdictNames                                    = {
  error: 'error',
  violation: 'violation',
  undetermined: 'undetermined',
  exempt: 'exempt',
  compliant: 'compliant',
  notApplicable: 'not applicable',
};

/** HTML that is safe to put into HTML. Only this module makes it. */
class Markup {
           text        ;

  constructor(text        ) {
    this.text = text;
  }
}

                                                                             

/** A template in which every text is escaped, for content and for quoted attributes; pieces of HTML and lists of them go in as they are, undefined is nothing. */
function html(strings                      , ...pieces                  )         {
  return new Markup(strings.reduce((text, string, index) => `${text}${written(pieces[index - 1])}${string}`));
}

/** Lines of a file as `codeLines` cleaned them, their indentation kept; none begins a command to GitHub's runner. */
function code(lines                   )         {
  return new Markup(lines.map((line) => escapeEntities(line).replace(/^(\s*):(?=:)/, '$1&#58;')).join('\n'));
}

/** A sentence of one clean line (`oneLine`), whose words in backticks stand as code. */
function sentence(text        )         {
  return new Markup(text.split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : escapeEntities(part))).join(''));
}

function written(piece       )         {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('\n');
  return escapeHtml(String(piece));
}

const reasonLimit = 20;
const relatedLimit = 20;
const diffLines = 40;
const valueLimit = 600;

/** A finding, folded but for its title, or standing open. */
function renderFinding(finding         , open         )         {
  const { verdict, severity, rule, title, resource, location, message, remedy, related = [], exposes = [], fix } = finding;
  const place = location === undefined ? undefined : html` <span class="place">${cut(`${location.file}:${location.line}:${location.column}`, 300)}</span>`;
  return html`<details${open ? html` open` : undefined}>
<summary><span class="badge badge-${looks[verdict]}">${verdictNames[verdict]}, ${severity}</span><strong>${cut(title, 300)}</strong>
<span class="where">${cut(resource.name, 200)}${place === undefined ? undefined : ','}${place}</span></summary>
<div class="body">
<p>${sentence(cut(message, 1_000))}</p>
${finding.reasons.length === 0 ? undefined : renderReasons(tellingReasons(finding))}
${fix === undefined ? undefined : renderFix(fix)}
${exposes.length === 0 ? undefined : html`<p>Opens ${exposes.slice(0, relatedLimit).map((exposed) => html`<code>${cut(exposed.rule, 200)}</code>`)}</p>`}
${remedy === undefined ? undefined : html`<p class="remedy"><strong>${remedyLabel(finding)}:</strong> ${sentence(cut(remedy, 1_000))}</p>`}
${related.length === 0 ? undefined : renderRelated(related)}
<p class="quiet">Rule <code>${cut(rule, 200)}</code>, effect ${cut(finding.effect, 60)}, on ${cut(resource.type, 200)}${resource.id === undefined ? undefined : html` <code>${cut(resource.id, 500)}</code>`}</p>
</div>
</details>`;
}

function cut(text        , limit        )         {
  return clip(oneLine(text), limit);
}

function renderReasons(reasons                   )         {
  const left = reasons.length - reasonLimit;
  const rows = reasons.slice(0, reasonLimit).map((reason) => {
    const { path, actual, relation, expected } = reasonWords(reason);
    return html`<tr><th scope="row"><code>${cut(path, 300)}</code></th><td><code>${cut(actual, valueLimit)}</code></td><td>${relation === '→' ? 'should be' : cut(relation, 60)}</td><td><code>${cut(expected, valueLimit)}</code></td></tr>`;
  });
  return html`<table>
<caption>What decided${left > 0 ? ` (${left} more conditions are not shown)` : undefined}</caption>
<thead><tr><th scope="col">Property</th><th scope="col">Is</th><th scope="col">Condition</th><th scope="col">Value</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

function renderFix(fix     )         {
  return html`<table class="change">
<caption>${sentence(cut(fix.description, 400))} <span class="place">(${cut(`${fix.file}:${fix.line}:${fix.column}`, 300)})</span></caption>
<tbody>
<tr><th scope="row">Before</th><td><pre><del>${linesOf(fix.original)}</del></pre></td></tr>
<tr><th scope="row">After</th><td><pre><ins>${linesOf(fix.replacement)}</ins></pre></td></tr>
</tbody>
</table>`;
}

function linesOf(text        )         {
  return code(codeLines(text, diffLines, valueLimit));
}

function renderRelated(related                            )         {
  const left = related.length - relatedLimit;
  const items = related.slice(0, relatedLimit).map(({ file, line, column, message }) => html`<li><span class="place">${cut(`${file}:${line}:${column}`, 300)}</span>: ${sentence(cut(message, 300))}</li>`);
  return html`<p>See also:</p>
<ul>
${items}
${left > 0 ? html`<li>${left} more places</li>` : undefined}
</ul>`;
}

/** A browser takes so many folds with ease, and nobody opens more. */
const findingLimit = 2_000;
/** UTF-16 units of all findings together. */
const room = 4_000_000;
/** So few stand open: there is nothing to look for. */
const openLimit = 12;
/** From so many files on there is a table of contents. */
const contentsFrom = 4;
const contentsLimit = 300;

                                        
                      
                                    
 

/** The findings by file, each a fold, the worst first; of very many those that a browser takes, and the rest counted. `sorted` is worst first. */
function renderFindings(sorted                    )                     {
  if (sorted.length === 0) return undefined;
  const blocks = new Map                 ();
  let used = 0;
  for (const finding of sorted.slice(0, findingLimit)) {
    const block = renderFinding(finding, sorted.length <= openLimit);
    used += block.text.length;
    if (used > room) break;
    blocks.set(finding, block);
  }
  const groups = byFile(sorted);
  const sections = groups.map((group, index)          => ({ ...group, id: `file-${index + 1}`, shown: group.findings.flatMap((finding) => blocks.get(finding) ?? []) }));
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

function renderContents(sections                    )         {
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

function renderSection(section         )         {
  const left = section.findings.length - section.shown.length;
  return html`<section aria-labelledby="${section.id}">
<h3 id="${section.id}">${nameOf(section)} <span class="quiet">(${section.findings.length})</span></h3>
${section.shown}
${left > 0 ? html`<p class="quiet">${left} more ${left === 1 ? 'finding' : 'findings'} here ${left === 1 ? 'is' : 'are'} not shown.</p>` : undefined}
</section>`;
}

function nameOf({ file }         )         {
  if (file === undefined) return 'In no file';
  return cut(file, 300) || '""';
}

const noteLimit = 50;
const factLimit = 200;
const stepLimit = 500;
const detailLimit = 100;

/** What the run came to, as the page's headline. */
function renderHeader(report        )         {
  const failed = report.steps.some((step) => step.status === 'failed');
  const effect = effectOf(report);
  const title = cut(report.title, 300);
  return html`<header>
<h1>${title.charAt(0).toUpperCase()}${title.slice(1)}: <span class="headline-${failed ? 'bad' : looks[report.verdict]}">${cut(outcomeOf(report), 300)}</span></h1>
<p class="quiet"><code>${cut(report.command, 60)}</code>${effect === undefined ? undefined : html` · ${effect}`}</p>
</header>`;
}

/** How many pairs of rule and resource came out how, as a bar and in numbers, and what was read. */
function renderSummary(report        )                     {
  const counts = verdictOrder.map((verdict) => ({ verdict, count: report.counts[verdict] ?? 0 })).filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const read = calmSentence(report) ?? summaryOf(report);
  if (total === 0 && read === undefined) return undefined;
  return html`<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${total === 0 ? undefined : renderBar(counts, total)}
${read === undefined ? undefined : html`<p>${read}</p>`}
</section>`;
}

                                                                                                     

function renderBar(counts        , total        )         {
  const width = 1_000;
  let used = 0;
  const pieces = counts.map(({ verdict, count }) => {
    const from = used;
    used += (count / total) * width;
    // What there is one of among ten thousand can be seen all the same.
    return html`<rect class="bar-${verdict}" x="${from.toFixed(1)}" y="0" width="${Math.max(2, used - from).toFixed(1)}" height="14"></rect>`;
  });
  const items = counts.map(({ verdict, count }) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="bar-${verdict}" width="12" height="12" rx="2"></rect></svg>${countOf(verdict, count)}</li>`);
  return html`<svg class="bar" viewBox="0 0 ${width} 14" preserveAspectRatio="none" aria-hidden="true">
${pieces}
</svg>
<ul class="counts" aria-label="Rules on resources, by verdict">
${items}
</ul>`;
}

/** What the reader should not miss. */
function renderNotes({ notes }        )                     {
  if (notes.length === 0) return undefined;
  const left = notes.length - noteLimit;
  return html`<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
${notes.slice(0, noteLimit).map((note) => html`<p class="note">${sentence(cut(note, 1_000))}</p>`)}
${left > 0 ? html`<p class="quiet">${left} more notes are in the JSON report.</p>` : undefined}
</section>`;
}

function renderFacts({ facts }        )                     {
  if (facts.length === 0) return undefined;
  const left = facts.length - factLimit;
  return html`<section aria-labelledby="facts">
<h2 id="facts">Facts</h2>
<table>
<thead><tr><th scope="col">Fact</th><th scope="col">Value</th></tr></thead>
<tbody>
${facts.slice(0, factLimit).map(({ label, value }) => html`<tr><th scope="row">${cut(label, 100)}</th><td>${cut(value, 1_000)}</td></tr>`)}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more facts are in the JSON report.</p>` : undefined}
</section>`;
}

function renderSteps({ steps, dryRun }        )                     {
  if (steps.length === 0) return undefined;
  const left = steps.length - stepLimit;
  return html`<section aria-labelledby="steps">
<h2 id="steps">${dryRun ? 'Steps that would be taken' : 'Steps'}</h2>
<table>
<thead><tr><th scope="col">Step</th><th scope="col">Result</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>
${steps.slice(0, stepLimit).map(renderStep)}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more steps are in the JSON report.</p>` : undefined}
</section>`;
}

function renderStep({ title, status, details, elapsed }            )         {
  const left = details.length - detailLimit;
  const lines = details.slice(0, detailLimit).map((detail) => html`<br><code>${cut(detail, 600)}</code>`);
  return html`<tr><td>${cut(title, 300)}${lines}${left > 0 ? html`<br><span class="quiet">${left} more lines</span>` : undefined}</td><td>${status}</td><td class="number">${elapsed === undefined ? undefined : formatElapsed(elapsed)}</td></tr>`;
}

/**
 * The page's style. Each text is at least 4.5 : 1 against its ground, in light and in dark (WCAG 2.2, 1.4.3); `npm run test:browser`
 * measures it. On paper folds stand open.
 */
const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0550ae;
  --bad: #b3261e; --bad-ground: #fdecea; --doubt: #7a4d00; --doubt-ground: #fff4d6; --calm: #1a6b33; --calm-ground: #e6f6ea; --plain-ground: #eaeef2;
  --bar-error: #7d1a14; --bar-violation: #c8372d; --bar-undetermined: #b87a00; --bar-exempt: #8c959f; --bar-compliant: #2c9147; --bar-notApplicable: #d0d7de;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --line: #3d444d; --text: #e6edf3; --quiet: #9da7b3; --link: #79b8ff;
    --bad: #ff9a92; --bad-ground: #3c1618; --doubt: #f0c05a; --doubt-ground: #33260a; --calm: #7ddb95; --calm-ground: #12301c; --plain-ground: #21262d;
    --bar-error: #ff9a92; --bar-violation: #e5534b; --bar-undetermined: #c69026; --bar-exempt: #768390; --bar-compliant: #57ab5a; --bar-notApplicable: #3d444d;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 68rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
ul { margin: .3rem 0; }
h3 { font-size: 1rem; margin: 1.5rem 0 .6rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
pre { margin: 0; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
.headline-bad { color: var(--bad); } .headline-doubt { color: var(--doubt); } .headline-calm { color: var(--calm); } .headline-plain { color: var(--quiet); }
.bar { display: block; width: 100%; height: 14px; margin: 0 0 .75rem; border-radius: 4px; }
.bar-error { fill: var(--bar-error); } .bar-violation { fill: var(--bar-violation); } .bar-undetermined { fill: var(--bar-undetermined); }
.bar-exempt { fill: var(--bar-exempt); } .bar-compliant { fill: var(--bar-compliant); } .bar-notApplicable { fill: var(--bar-notApplicable); }
.counts { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
.counts svg { width: .75rem; height: .75rem; margin-right: .4rem; }
.note { margin: .5rem 0; padding: .5rem .8rem; border-left: 3px solid var(--doubt); background: var(--doubt-ground); }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid var(--line); }
/* Of our own words alone: one that may break anywhere stands a letter to a line where it is narrow. */
thead th { background: var(--raised); overflow-wrap: normal; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.contents { columns: 22rem; padding-left: 3rem; margin: .6rem 0; }
.contents li { break-inside: avoid; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; background: var(--ground); }
summary { cursor: pointer; padding: .55rem .8rem; border-radius: 6px; background: var(--raised); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.body { padding: .4rem .8rem .7rem; }
.badge { display: inline-block; padding: 0 .5rem; margin-right: .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.badge-bad { color: var(--bad); background: var(--bad-ground); } .badge-doubt { color: var(--doubt); background: var(--doubt-ground); }
.badge-calm { color: var(--calm); background: var(--calm-ground); } .badge-plain { color: var(--text); background: var(--plain-ground); }
.where { display: block; color: var(--quiet); font-size: .875rem; }
.change del { text-decoration: none; color: var(--bad); } .change ins { text-decoration: none; color: var(--calm); }
.change th { width: 5rem; }
.remedy { border-left: 3px solid var(--calm); padding-left: .7rem; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .875rem; }
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 2rem; }
  th, td { padding: .25rem .35rem; }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  details { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  nav { display: none; }
}
`;

/**
 * The report as one page that needs nothing else: no script, no font, no image from anywhere. Its content policy admits this
 * one style sheet, so that even markup which slipped through could neither run nor fetch. At any number of findings it stays
 * below some megabytes and says what it leaves out.
 */
function renderHtml(report        )         {
  const sheet = new Markup(style);
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${cut(report.title, 200)} · aks-network-isolation</title>
<style>${sheet}</style>
</head>
<body>
${renderHeader(report)}
<main>
${renderSummary(report)}
${renderNotes(report)}
${renderFacts(report)}
${renderSteps(report)}
${renderFindings(worstFirst(report.findings))}
</main>
<footer>aks-network-isolation ${cut(report.toolVersion ?? '', 60)}${report.planHash === undefined ? undefined : html` · plan <code>${cut(report.planHash, 80)}</code>`}</footer>
</body>
</html>
`;
  return page.text;
}

export { renderHtml };
