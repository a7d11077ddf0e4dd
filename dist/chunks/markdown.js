import { codeSpan, tableCell, codeLines, clip, prose, diagramLabel, escapeHtml } from './escape.js';
import { byFile } from './by-file.js';
import { countBySeverity, tellingReasons, reasonWords, remedyLabel, effectOf, outcomeOf, calmSentence, summaryOf as summaryOf$1 } from './wording.js';
import { worstFirst } from './worst-first.js';
import { formatElapsed } from './logger.js';

/** The page of a line of a file; undefined where there is none. */
                                                                        

/** A place as code, linked where there is a page of it that is safe to write. */
function placeLink(place                                                  , linkTo                    , text = `${place.file}:${place.line}`)         {
  const shown = codeSpan(text, 200);
  const url = linkTo?.(place.file, place.line);
  return isLinkable(url) ? `[${shown}](${url})` : shown;
}

/** Only characters that neither end a markdown link nor start anything. */
function isLinkable(url                    )                {
  return url !== undefined && url.length <= 1_000 && /^https?:\/\/[\w.:/~%-]+(?:#L\d+)?$/.test(url);
}

const diffLines = 10;
const lineLimit = 200;

/** A fix as a fenced diff, each line behind `indent`. The fence is longer than every run of backticks within, so nothing in it can close it. */
function renderDiff({ original, replacement }     , indent        )         {
  const lines = [...side('-', original), ...side('+', replacement)];
  const longest = lines.join('\n').match(/`{3,}/g)?.reduce((length, run) => Math.max(length, run.length), 0) ?? 2;
  const fence = '`'.repeat(Math.max(3, longest + 1));
  return [`${fence}diff`, ...lines, fence].map((line) => indent + line).join('\n');
}

function side(sign        , text        )                    {
  return codeLines(text, diffLines, lineLimit).map((line) => clip(`${sign} ${line}`, lineLimit));
}

/** With more changes the table is no shorter than the findings. */
const rowLimit = 10;
const textLimit = 80;

/** The ready changes as a short table, one row each however many rules ask for it; empty when there is none, or too many or too long ones, or no room. */
function renderChanges(findings                    , room        , linkTo                    )         {
  const changes = new Map                                                            ();
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

/** The first of the blocks that together, with `separator` units between them, take no more than `room`. Stops at the first that does not fit. */
function prefixWithin(blocks                  , room        , separator        )                    {
  const kept           = [];
  let used = 0;
  for (const block of blocks) {
    used += block.length + separator;
    if (used > room) break;
    kept.push(block);
  }
  return kept;
}

/** Room for the sentence about what was left out, and for the last group's heading. */
const reserve = 300;
/** More reasons than this explain nothing more. */
const reasonLimit = 8;

const headings                                               = {
  error: 'Errors',
  violation: 'Violations',
  undetermined: 'Undetermined',
  exempt: 'Exempt',
  compliant: 'Compliant',
  notApplicable: 'Not applicable',
};

/** Other places of one finding. */
const relatedLimit = 5;

/**
 * The findings, worst first, as many as `room` holds, under a heading per verdict and severity, and below it by file where
 * there is more than one; the rest counted by severity.
 */
function renderFindings(findings                    , room        , linkTo                    )         {
  const sorted = groupsOf(worstFirst(findings)).flatMap((group) => byFile(group).flatMap((part) => part.findings));
  const shown = prefixWithin(blocksOf(sorted, linkTo), room - reserve, 1);
  const left = countBySeverity(sorted.slice(shown.length));
  const notice = left === undefined ? [] : [`\n> ${left} not shown; see the run's summary or the report file.`];
  return [...shown, ...notice].join('\n').trim();
}

/** Runs of one verdict and severity. */
function groupsOf(sorted                    )                                  {
  const groups              = [];
  let current = '';
  for (const finding of sorted) {
    const group = groupOf(finding);
    if (group === current) groups.at(-1)?.push(finding);
    else groups.push([finding]);
    current = group;
  }
  return groups;
}

/** One block per finding, made when it is asked for: of 70,000 only those that fit are rendered. The first of a group and of a file brings its heading. */
function* blocksOf(findings                    , linkTo                    )                    {
  const sizes = new Map                ();
  for (const finding of findings) sizes.set(groupOf(finding), (sizes.get(groupOf(finding)) ?? 0) + 1);
  const several = new Set(findings.map(({ location }) => location?.file)).size > 1;
  let current = '';
  let file                    ;
  for (const finding of findings) {
    const group = groupOf(finding);
    const heading = group === current ? '' : `\n#### ${group} (${sizes.get(group) ?? 0})\n\n`;
    if (group !== current) file = undefined;
    const next = finding.location?.file;
    const subheading = several && next !== undefined && next !== file ? `${heading === '' ? '\n' : ''}##### ${codeSpan(next, 200)}\n\n` : '';
    yield `${heading}${subheading}${renderFinding(finding, several, linkTo)}`;
    current = group;
    file = next;
  }
}

function groupOf({ verdict, severity }         )         {
  return `${headings[verdict]}, ${severity} severity`;
}

/** Under a file's heading the place is its line alone. */
function renderFinding(finding         , underFile         , linkTo                    )         {
  const { resource, location, remedy, fix, related = [] } = finding;
  const reasons = tellingReasons(finding);
  const place = location === undefined ? '' : `, ${underFile ? placeLink(location, linkTo, `line ${location.line}`) : placeLink(location, linkTo)}`;
  return [
    // Two blanks at the end break the line.
    `- **${prose(finding.title, 200)}** (${codeSpan(finding.rule, 100)}) on ${codeSpan(resource.name, 200)}${place}  `,
    `  ${prose(finding.message)}`,
    ...(fix === undefined ? [] : [renderDiff(fix, '  ')]),
    ...reasons.slice(0, reasonLimit).map((reason) => {
      const words = reasonWords(reason);
      const relation = words.relation === '→' ? '→' : codeSpan(words.relation, 40);
      return `  - ${codeSpan(words.path, 200)}: ${codeSpan(words.actual, 200)} ${relation} ${codeSpan(words.expected, 200)}`;
    }),
    ...(reasons.length > reasonLimit ? [`  - ${reasons.length - reasonLimit} more conditions`] : []),
    ...(remedy === undefined ? [] : [`  - ${remedyLabel(finding)}: ${prose(remedy)}`]),
    ...related.slice(0, relatedLimit).map((other) => `  - See ${placeLink(other, linkTo)}: ${prose(other.message, 200)}`),
  ].join('\n');
}

/** A fact that can be drawn: who is on the other end, and with which values that way is closed or private. */
               
                         
                          
                                    
 

/** By the label of the fact, in lower case. */
const ways                           = new Map([
  ['outbound type', { other: 'Internet', closed: /^(?:none|block)$/i }],
  ['bootstrap artifact source', { other: 'Public registries', closed: /^cache$/i }],
  ['api server', { other: 'Public API endpoint', closed: /^private\b/i, towardsCluster: true }],
]);

/** What of the cluster is closed, as a small diagram; empty when the report has no such fact. */
function renderPicture(report        )         {
  const edges = report.facts.flatMap((fact, index) => {
    const way = ways.get(fact.label.toLowerCase());
    if (way === undefined) return [];
    const arrow = way.closed.test(fact.value) ? '--x' : '-->';
    const label = diagramLabel(`${fact.label}: ${fact.value}`);
    const other = `way${index}["${way.other}"]`;
    const [from, to] = way.towardsCluster === true ? [other, 'aks'] : ['aks', other];
    return [`  ${from} ${arrow}|"${label}"| ${to}`];
  });
  if (edges.length === 0) return '';
  return ['```mermaid', 'flowchart LR', `  aks["${diagramLabel(report.target.name)}"]`, ...edges.slice(0, 6), '```'].join('\n');
}

/** The steps in order, one row each, as many as `room` holds. */
function renderStepTable(steps                       , room        )         {
  if (steps.length === 0) return '';
  const head = ['| Step | Result | Time |', '| :-- | :-- | --: |'];
  const rows = prefixWithin(steps.map(renderRow), room - 200, 1);
  const left = steps.length - rows.length;
  return [...head, ...rows, ...(left > 0 ? [`| ${left} more steps | | |`] : [])].join('\n');
}

function renderRow(step            )         {
  const time = step.elapsed === undefined ? '' : formatElapsed(step.elapsed);
  return `| ${tableCell(prose(step.title, 200))} | ${step.status} | ${time} |`;
}

/** The changed lines of each step, folded; those that do not fit into `room` are counted. Failures stand open, and first. */
function renderStepDetails(steps                       , room        )         {
  const detailed = steps.filter((step) => step.details.length > 0);
  if (detailed.length === 0) return '';
  const sorted = detailed.toSorted((left, right) => Number(right.status === 'failed') - Number(left.status === 'failed'));
  const sections           = [];
  let free = room - 100;
  let left = 0;
  for (const step of sorted) {
    const section = renderStep(step, free);
    left += step.details.length - section.shown;
    if (section.shown > 0) sections.push(section.text);
    free -= section.shown > 0 ? section.text.length + 2 : 0;
  }
  if (left > 0 && room > 100) sections.push(`> ${left} ${left === 1 ? 'line' : 'lines'} of step details not shown; see the report file.`);
  return sections.join('\n\n');
}

function renderStep(step            , room        )                                                    {
  const failed = step.status === 'failed';
  const frame = [`<details${failed ? ' open' : ''}><summary>${summaryOf(step)}</summary>\n`, '\n</details>']         ;
  const lines = prefixWithin(step.details.map((detail) => `- ${failed ? prose(detail, 1_000) : codeSpan(detail)}`), room - frame.join('\n').length - 2, 1);
  return { text: [frame[0], ...lines, frame[1]].join('\n'), shown: lines.length };
}

/** A line that starts with HTML is not parsed as markdown, so the element stands here for the code span. */
function summaryOf(step            )         {
  return `<code>${escapeHtml(clip(step.title, 200))}</code> · ${step.details.length} ${step.details.length === 1 ? 'line' : 'lines'}`;
}

/** GitHub takes 65,536 characters. The rest is left for what its servers may count otherwise, and for a reader's reply that quotes the text. */
const commentLimit = 60_000;
const smallestLimit = 8_000;
/** What the sender puts before the text: the marker that makes the comment its own (github/comment/marker.ts). */
const markerReserve = 500;

/**
 * The report as GitHub markdown, for a comment or a job summary. With the marker it stays below `limit`; when there is too
 * much, what is least severe goes first and is counted. Everything from outside stands in code spans.
 */
function renderMarkdown(report        , options                  = {})         {
  const limit = Math.max(smallestLimit, options.limit ?? commentLimit) - markerReserve;
  const footer = renderFooter(report, options.runUrl);
  const head = [renderHeadline(report), renderNotes(report, limit / 8), renderFacts(report, limit / 8), renderPicture(report)];
  const steps = renderStepTable(report.steps, limit / 4);
  const summary = renderSummary(report);
  const changes = renderChanges(report.findings, limit / 8, options.linkTo);
  // Findings come before the details of steps in worth, though not in place.
  const findings = renderFindings(report.findings, limit - lengthOf([...head, steps, changes, summary, footer]), options.linkTo);
  const details = renderStepDetails(report.steps, limit - lengthOf([...head, steps, changes, findings, summary, footer]));
  return `${join([...head, steps, details, changes, findings, summary, footer])}\n`;
}

function join(sections                   )         {
  return sections.filter((section) => section !== '').join('\n\n');
}

function lengthOf(sections                   )         {
  // One more section and the line break at the end are still to come.
  return join(sections).length + 3;
}

function renderHeadline(report        )         {
  const title = prose(report.title, 200);
  const effect = effectOf(report);
  const headline = `### ${title.charAt(0).toUpperCase()}${title.slice(1)}: ${prose(outcomeOf(report), 200)}`;
  return `${headline}\n\n${codeSpan(report.command, 60)}${effect === undefined ? '' : ` · ${effect}`}`;
}

function renderNotes(report        , room        )         {
  const notes = prefixWithin(report.notes.map((note) => `> ${prose(note, 800)}`), room, '\n>\n'.length);
  const dropped = report.notes.length - notes.length;
  return [...notes, ...(dropped > 0 ? [`> ${dropped} more notes are in the report.`] : [])].join('\n>\n');
}

function renderFacts(report        , room        )         {
  if (report.facts.length === 0) return '';
  const rows = report.facts.map((fact) => `| ${tableCell(prose(fact.label, 100))} | ${tableCell(codeSpan(fact.value))} |`);
  const shown = prefixWithin(rows, room, 1);
  const dropped = rows.length - shown.length;
  return ['| Fact | Value |', '| :-- | :-- |', ...shown, ...(dropped > 0 ? [`| ${dropped} more | |`] : [])].join('\n');
}

/** What was read and found; of a clean run one sentence. */
function renderSummary(report        )         {
  const sentence = calmSentence(report) ?? summaryOf$1(report);
  return sentence === undefined ? '' : prose(sentence);
}

function renderFooter(report        , runUrl                    )         {
  const parts = [
    ['aks-network-isolation', ...(report.toolVersion === undefined ? [] : [prose(report.toolVersion, 60)])].join(' '),
    ...(report.planHash === undefined ? [] : [`plan ${codeSpan(report.planHash, 80)}`]),
    ...(isLinkable(runUrl) ? [`[run](${runUrl})`] : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

export { renderMarkdown };
