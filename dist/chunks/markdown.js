import { codeSpan, prose, diagramLabel, tableCell, escapeHtml, clip } from './escape.js';
import { countBySeverity, reasonWords, effectOf, outcomeOf } from './wording.js';
import { worstFirst } from './worst-first.js';
import { formatElapsed } from './logger.js';

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
  error: 'Failed rules',
  violation: 'Violations',
  undetermined: 'Undetermined',
  exempt: 'Exempt',
  compliant: 'Compliant',
  notApplicable: 'Not applicable',
};

/** The findings, worst first, as many as `room` holds, under a heading per verdict and severity; the rest counted by severity. */
function renderFindings(findings                    , room        )         {
  const sorted = worstFirst(findings);
  const shown = prefixWithin(blocksOf(sorted), room - reserve, 1);
  const left = countBySeverity(sorted.slice(shown.length));
  const notice = left === undefined ? [] : [`\n> ${left} not shown; see the run's summary or the report file.`];
  return [...shown, ...notice].join('\n').trim();
}

/** One block per finding, made when it is asked for: of 70,000 only those that fit are rendered. The first of a group brings its heading. */
function* blocksOf(findings                    )                    {
  const sizes = new Map                ();
  for (const finding of findings) sizes.set(groupOf(finding), (sizes.get(groupOf(finding)) ?? 0) + 1);
  let current = '';
  for (const finding of findings) {
    const group = groupOf(finding);
    yield group === current ? renderFinding(finding) : `\n#### ${group} (${sizes.get(group) ?? 0})\n\n${renderFinding(finding)}`;
    current = group;
  }
}

function groupOf({ verdict, severity }         )         {
  return `${headings[verdict]}, ${severity} severity`;
}

function renderFinding(finding         )         {
  const { resource, location, reasons, remedy } = finding;
  const place = location === undefined ? '' : `, ${codeSpan(`${location.file}:${location.line}`, 200)}`;
  return [
    // Two blanks at the end break the line.
    `- **${prose(finding.title, 200)}** (${codeSpan(finding.rule, 100)}) on ${codeSpan(resource.name, 200)}${place}  `,
    `  ${prose(finding.message)}`,
    ...reasons.slice(0, reasonLimit).map((reason) => {
      const words = reasonWords(reason);
      const relation = words.relation === '→' ? '→' : codeSpan(words.relation, 40);
      return `  - ${codeSpan(words.path, 200)}: ${codeSpan(words.actual, 200)} ${relation} ${codeSpan(words.expected, 200)}`;
    }),
    ...(reasons.length > reasonLimit ? [`  - ${reasons.length - reasonLimit} more conditions`] : []),
    ...(remedy === undefined ? [] : [`  - To do: ${prose(remedy)}`]),
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
  // Findings come before the details of steps in worth, though not in place.
  const findings = renderFindings(report.findings, limit - lengthOf([...head, steps, footer]));
  const details = renderStepDetails(report.steps, limit - lengthOf([...head, steps, findings, footer]));
  return `${join([...head, steps, details, findings, footer])}\n`;
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

function renderFooter(report        , runUrl                    )         {
  const parts = [
    ['aks-network-isolation', ...(report.toolVersion === undefined ? [] : [prose(report.toolVersion, 60)])].join(' '),
    ...(report.planHash === undefined ? [] : [`plan ${codeSpan(report.planHash, 80)}`]),
    ...(isLinkable(runUrl) ? [`[run](${runUrl})`] : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** Only characters that neither end a markdown link nor start anything. */
function isLinkable(url                    )                {
  return url !== undefined && url.length <= 500 && /^https?:\/\/[\w.:/~-]+$/.test(url);
}

export { renderMarkdown };
