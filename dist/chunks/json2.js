import { reportSchemaVersion, verdictOrder } from './report.js';
import { worstFirst } from './worst-first.js';

/**
 * The report as JSON, as published in docs/report.schema.json. The order of members is fixed and findings are worst first,
 * so equal reports are equal bytes. Fields are added, never renamed.
 */
function renderJson(report        )         {
  return `${JSON.stringify(documentOf(report), null, 2)}\n`;
}

/** Absent members are undefined here and left out by JSON. Members are named one by one: what a report does not promise is not printed. */
function documentOf(report        )         {
  return {
    schemaVersion: reportSchemaVersion,
    command: report.command,
    title: report.title,
    verdict: report.verdict,
    changed: report.changed,
    dryRun: report.dryRun,
    target: { id: report.target.id, name: report.target.name },
    counts: Object.fromEntries(verdictOrder.map((verdict) => [verdict, report.counts[verdict] ?? 0])),
    findings: worstFirst(report.findings).map(findingOf),
    steps: report.steps.map(stepOf),
    facts: report.facts.map(({ label, value }) => ({ label, value })),
    notes: report.notes,
    planHash: report.planHash,
    toolVersion: report.toolVersion,
  };
}

function findingOf(finding         )         {
  const { resource, location } = finding;
  return {
    rule: finding.rule,
    title: finding.title,
    verdict: finding.verdict,
    effect: finding.effect,
    severity: finding.severity,
    resource: { type: resource.type, name: resource.name, id: resource.id },
    location: location && { file: location.file, line: location.line, column: location.column, pointer: location.pointer },
    message: finding.message,
    reasons: finding.reasons.map(reasonOf),
    remedy: finding.remedy,
  };
}

function reasonOf(reason        )         {
  return {
    kind: reason.kind,
    expression: reason.expression,
    path: reason.path,
    operator: reason.operator,
    // Always present: what is absent in the resource is null here.
    actual: reason.actual ?? null,
    expected: reason.expected ?? null,
    result: reason.result,
  };
}

function stepOf(step            )         {
  return { title: step.title, status: step.status, resourceId: step.resourceId, details: step.details, elapsed: step.elapsed };
}

export { renderJson };
