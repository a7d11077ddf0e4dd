import { formatElapsed } from './logger.js';
import { oneLine, clip } from './escape.js';
import { painter, wrap } from './terminal.js';
import { outcomeOf, effectOf, reasonWords } from './wording.js';
import { worstFirst } from './worst-first.js';

/** What the pieces below share. */
                
                          
                         
 

const verdictStyles                                   = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubtful',
  exempt: 'quiet',
  compliant: 'good',
  notApplicable: 'quiet',
};

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
    ...worstFirst(report.findings).map((finding) => renderFinding(finding, page)),
    report.planHash === undefined ? [] : [page.paint('quiet', `plan ${oneLine(report.planHash)}`)],
  ];
  return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join('\n')).join('\n\n')}\n`;
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

function renderFinding(finding         , page      )                    {
  const { paint } = page;
  const { location, resource } = finding;
  const verdict = paint(verdictStyles[finding.verdict], `${finding.verdict} (${finding.severity})`);
  const place = location === undefined ? '' : paint('quiet', `  ${oneLine(location.file)}:${location.line}:${location.column}`);
  return [
    `${verdict}  ${paint('strong', oneLine(finding.rule))}  ${oneLine(resource.name)}${place}`,
    ...paragraph(finding.message, '  ', page),
    ...finding.reasons.flatMap((reason) => {
      const { path, actual, relation, expected } = reasonWords(reason);
      return paragraph(`${path}: ${actual} ${relation} ${expected}`, '    ', page);
    }),
    ...(finding.remedy === undefined ? [] : paragraph(`To do: ${finding.remedy}`, '  ', page)),
  ];
}

function paragraph(text        , indent        , { width }      )                    {
  return wrap(oneLine(text), width - indent.length).map((line) => indent + line);
}

export { renderText };
