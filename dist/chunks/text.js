import { formatElapsed } from './logger.js';
import { oneLine, codeLines, clip, withoutCommands } from './escape.js';
import { byFile } from './by-file.js';
import { wrap, painter } from './terminal.js';
import { tellingReasons, reasonWords, remedyLabel, outcomeOf, effectOf, calmSentence, summaryOf } from './wording.js';
import { worstFirst } from './worst-first.js';

/** What all pieces of a text share. */
                       
                          
                         
 

/** A text in lines of the page's width, each behind `indent`. */
function paragraph(text        , indent        , { width }      )                    {
  return wrap(oneLine(text), width - indent.length).map((line) => indent + line);
}

const verdictStyles                                   = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubtful',
  exempt: 'quiet',
  compliant: 'good',
  notApplicable: 'quiet',
};

/** A longer column pushes the next ones out of line only in its own row. */
const columnLimit = 40;
const diffLimit = 20;
/** A property of a template may hold a script; a line of it is enough to find it. */
const lineLimit = 300;

/** The findings of a file below its name, their first lines aligned: one section for the name, one for each finding. */
function renderFileFindings({ file, findings }              , page      )                                 {
  const columns = findings.map(columnsOf);
  const widths = [0, 1, 2].map((index) => columns.reduce((widest, row) => Math.max(widest, widthOf(row[index] ?? '')), 0));
  const blocks = findings.map((finding, index) => renderFinding(finding, columns[index] ?? [], widths, page));
  return file === undefined ? blocks : [[page.paint('strong', oneLine(file) || '""')], ...blocks];
}

function widthOf({ length }        )         {
  return length <= columnLimit ? length : 0;
}

function columnsOf({ verdict, severity, rule, resource }         )                    {
  return [`${verdict} (${severity})`, oneLine(rule), oneLine(resource.name)];
}

function renderFinding(finding         , [verdict = '', rule = '', name = '']                   , [first = 0, second = 0, third = 0]                   , page      )                    {
  const { paint } = page;
  const { location, related = [], fix } = finding;
  const place = location === undefined ? '' : `  ${paint('quiet', placeOf(location))}`;
  return [
    `${paint(verdictStyles[finding.verdict], verdict)}${pad(verdict, first)}  ${paint('strong', rule)}${pad(rule, second)}  ${name}${place === '' ? '' : pad(name, third)}${place}`,
    ...paragraph(finding.message, '  ', page),
    ...tellingReasons(finding).flatMap((reason) => {
      const { path, actual, relation, expected } = reasonWords(reason);
      return paragraph(`${path}: ${actual} ${relation} ${expected}`, '    ', page);
    }),
    ...(fix === undefined ? [] : renderFix(fix, page)),
    ...(finding.remedy === undefined ? [] : paragraph(`${remedyLabel(finding)}: ${finding.remedy}`, '  ', page)),
    ...related.flatMap((other) => paragraph(`See ${placeOf(other)}: ${other.message}`, '  ', page)),
  ];
}

/** `file:line:column`, which terminals and editors open. */
function placeOf({ file, line, column }                                                                           )         {
  return `${oneLine(file)}:${line}:${column}`;
}

function pad(text        , width        )         {
  return ' '.repeat(Math.max(0, width - text.length));
}

/** What to take away and what to put there, as a diff shows it. */
function renderFix({ original, replacement }     , { paint }      )                    {
  const side = (sign        , style       , text        )                    => codeLines(text, diffLimit, lineLimit).map((line) => `    ${paint(style, clip(`${sign} ${line}`, lineLimit))}`);
  return [...side('-', 'bad', original), ...side('+', 'good', replacement)];
}

const statusStyles                                                = {
  planned: 'strong',
  done: 'good',
  unchanged: 'quiet',
  failed: 'bad',
  skipped: 'quiet',
};

/** The report for a terminal. Complete: nothing is left out, and nothing from outside can move the cursor or colour the screen. */
function renderText(report        , options             )         {
  const page       = { paint: painter(options.colour), width: Math.max(40, options.width ?? 100) };
  const sections = [
    renderHead(report, page),
    report.notes.flatMap((note) => paragraph(`Note: ${note}`, '', page)),
    renderFacts(report, page),
    report.steps.flatMap((step) => renderStep(step, page)),
    ...byFile(worstFirst(report.findings)).flatMap((group) => renderFileFindings(group, page)),
    renderSummary(report, page),
    report.planHash === undefined ? [] : [page.paint('quiet', `plan ${oneLine(report.planHash)}`)],
  ];
  return withoutCommands(`${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`);
}

/** The last line counts what was read and found; a clean run ends with one sentence. */
function renderSummary(report        , page      )                    {
  const calm = calmSentence(report);
  if (calm !== undefined) return paragraph(calm, '', page);
  const summary = summaryOf(report);
  return summary === undefined ? [] : paragraph(summary, '', page).map((line) => page.paint('strong', line));
}

function renderHead(report        , { paint }      )                    {
  const failed = report.steps.some((step) => step.status === 'failed');
  const outcome = paint(failed ? 'bad' : verdictStyles[report.verdict], oneLine(outcomeOf(report)));
  const effect = effectOf(report);
  return [`${paint('strong', oneLine(report.title))}: ${outcome}`, ...(effect === undefined ? [] : [paint('quiet', effect)])];
}

function renderFacts(report        , { paint }      )                    {
  const labels = report.facts.map((fact) => clip(oneLine(fact.label), 40));
  const column = Math.max(0, ...labels.map((label) => label.length));
  return report.facts.map((fact, index) => `  ${paint('quiet', (labels[index] ?? '').padEnd(column))}  ${oneLine(fact.value)}`);
}

function renderStep(step            , page      )                    {
  const status = page.paint(statusStyles[step.status], step.status.padEnd('unchanged'.length));
  const elapsed = (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)).padStart(6);
  return [`  ${status}  ${elapsed}  ${oneLine(step.title)}`, ...step.details.flatMap((detail) => paragraph(detail, ' '.repeat(21), page))];
}

export { renderText };
