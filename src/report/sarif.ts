import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Finding } from '../policy/finding.ts';
import { timeText } from './drift/words.ts';
import { clip, oneLine, quietJson } from './escape.ts';
import type { Report, ReportDrift } from './report.ts';
import { carriedFinding } from './sarif/carried.ts';
import { plain } from './sarif/message.ts';
import { sourceRoot } from './sarif/places.ts';
import { resultsOf } from './sarif/results.ts';
import { indexRules } from './sarif/rules.ts';
import { countBySeverity } from './wording.ts';
import { worstFirst } from './worst-first.ts';

/** GitHub refuses more ("SARIF support for code scanning"). Of these it shows 5,000. */
const resultLimit = 25_000;
/** GitHub refuses files above 10 MB when compressed; the upload may compress a little worse than we do. */
const compressedLimit = 9_500_000;
const noteLimit = 100;

export interface SarifLimits {
  readonly results?: number;
  /** Bytes of the file as gzip makes it. */
  readonly compressed?: number;
}

/**
 * The report as SARIF 2.1.0, for GitHub code scanning and editors: one run, findings worst first, and no more of them than
 * GitHub takes; the rest is counted in a notification. GitHub takes every result for an alert, and an alert whose result is missing
 * for mended. So what is compliant, not applicable or healed is left out, and what was found before and could not be looked at again is there.
 */
export function renderSarif(report: Report, limits: SarifLimits = {}): string {
  const findings = worstFirst([...report.findings, ...(report.drift?.carried ?? []).map(carriedFinding)]).filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable');
  const compressed = limits.compressed ?? compressedLimit;
  let kept = Math.min(findings.length, limits.results ?? resultLimit);
  for (;;) {
    const text = quietJson(logOf(report, findings.slice(0, kept), findings.slice(kept)));
    // Text never grows when it is compressed, but for a few bytes: most reports need no second look.
    const size = text.length * 3 <= compressed ? 0 : gzipSync(text).length;
    if (size <= compressed || kept === 0) return text;
    kept = Math.floor(kept * Math.min(0.9, compressed / size));
  }
}

function logOf(report: Report, findings: readonly Finding[], left: readonly Finding[]): object {
  const rules = indexRules(findings, report.rules ?? []);
  const version = report.toolVersion === undefined ? undefined : clip(oneLine(report.toolVersion), 100);
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'aks-network-isolation',
            ...(version === undefined || version === '' ? {} : { semanticVersion: version }),
            informationUri: 'https://github.com/aks-network-isolation/aks-network-isolation',
            rules: rules.descriptors,
          },
        },
        automationDetails: { id: categoryOf(report) },
        invocations: [{ executionSuccessful: isComplete(report), toolExecutionNotifications: notificationsOf(report, left) }],
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [sourceRoot]: { description: { text: 'The root of the checkout.' } } },
        results: resultsOf(findings, rules, report.drift?.earlier !== undefined),
        ...(report.drift === undefined ? {} : { properties: lookOf(report.drift) }),
      },
    ],
  };
}

/**
 * With the slash at the end all of it is the category, which tells our analyses of a commit apart: GitHub closes the alerts that the next analysis of a
 * category does not repeat. Each living target, and each part of one, has a category of its own.
 */
function categoryOf({ command, target, drift }: Report): string {
  const category = `aks-network-isolation/${plain(command, 60).replaceAll('/', '-')}/`;
  if (drift === undefined) return category;
  const part = drift.shard === undefined ? '' : `${drift.shard.index}-of-${drift.shard.count}/`;
  return `${category}${createHash('sha256').update(target.id.toLowerCase()).digest('hex').slice(0, 16)}/${part}`;
}

/** Findings do not make a run unsuccessful; a failed step does, and a failure that no finding explains, and that so little could be read that nothing follows. */
function isComplete({ steps, verdict, findings, drift }: Report): boolean {
  return drift?.isConclusive !== false && !steps.some(({ status }) => status === 'failed') && (verdict !== 'error' || findings.some((finding) => finding.verdict === 'error'));
}

/** When the clusters were read, and what became of what was found before. */
function lookOf({ at, earlier, counts }: ReportDrift): object {
  const [now, before] = [at, earlier?.at].map((time) => (time === undefined || timeText(time) === undefined ? undefined : time));
  return { ...(now === undefined ? {} : { at: now }), ...(before === undefined ? {} : { comparedWith: before }), new: counts.new, worse: counts.worse, unchanged: counts.unchanged, healed: counts.healed };
}

function notificationsOf({ notes, drift }: Report, left: readonly Finding[]): readonly object[] {
  const dropped = countBySeverity(left);
  const unseen = (drift?.unseen ?? []).slice(0, noteLimit).map(({ scope, why }) => ({ level: 'warning', message: { text: plain(`Not read, and therefore neither clean nor healed: ${scope}: ${why}`, 1_000) } }));
  const said = [...unseen, ...notes.slice(0, noteLimit).map((note) => ({ level: 'note', message: { text: plain(note, 1_000) } }))];
  if (dropped === undefined) return said;
  return [{ level: 'warning', message: { text: `${dropped} left out, because GitHub takes no larger file; the JSON report has them.` } }, ...said];
}
