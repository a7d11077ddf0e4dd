const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
const { gzipSync } = globalThis.process.getBuiltinModule('node:zlib');
import { tellingReasons, reasonWords, remedyLabel, timeText, severityOrder, worstFirst, countBySeverity } from './run.js';
import { clip, oneLine, prose, quietJson } from './start.js';
import { findingKey } from './key.js';

/** What was found before and could not be looked at again, as the finding that it still is: without it GitHub would take its alert for mended. */
function carriedFinding({ rule, title, severity, verdict, resource, since, message }                )          {
  return {
    rule, title, severity, verdict, resource, effect: 'audit', reasons: [], change: { kind: 'unchanged', since },
    message: `${message ?? title} (as found before: it could not be looked at again)`,
  };
}

/** GitLab's limit for a message; GitHub names none. */
const messageLimit = 1_024;

/**
 * The message, then the reasons (path, actual, expected), what to do, and where else to look, as far as there is
 * room. Its first sentence is what GitHub shows in lists.
 */
function messageOf(finding         )         {
  const { verdict, message, remedy, related = [], fix, change } = finding;
  const parts = [
    `${verdict === 'undetermined' ? 'Undetermined: ' : verdict === 'error' ? 'Error: ' : ''}${sentence(plain(message, 500))}`,
    ...tellingReasons(finding).map((reason) => {
      const words = reasonWords(reason);
      const [path, actual, expected] = [words.path, words.actual, words.expected].map((part) => plain(part, 200));
      return words.relation === '→' ? `${path} is ${actual}, wanted ${expected}.` : `${path} is ${actual} (condition: ${plain(words.relation, 40)} ${expected}).`;
    }),
    ...(change?.write === undefined ? [] : [`${writtenBy(change.write)}.`]),
    ...(fix === undefined ? [] : [sentence(plain(fix.description, 300))]),
    ...(remedy === undefined ? [] : [`${remedyLabel(finding)}: ${sentence(plain(remedy, 300))}`]),
    // The link's text may hold no bracket.
    ...related.filter(({ file }) => file !== '').slice(0, 3).map(({ message: text }, index) => `See [${plain(text, 120).replaceAll(/[[\]\\]/g, ' ')}](${index + 1}).`),
  ];
  let text = parts[0] ?? '';
  for (const part of parts.slice(1)) if (text.length + part.length < messageLimit) text = `${text} ${part}`;
  return text;
}

function writtenBy({ at, by }               )         {
  return `Last written by ${by === undefined ? 'somebody whom Azure does not name' : plain(by, 120)} at ${timeText(at) ?? plain(at, 40)}`;
}

/** Text in which no link of SARIF arises (3.11.6); a message that is not there is a dash, as GitHub refuses empty ones. */
function plain(text        , limit        )         {
  return clip(oneLine(text).replaceAll('](', '] ('), limit) || '-';
}

function sentence(text        )         {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The name by which viewers find the root of the checkout; GitHub takes relative addresses as relative to it anyway. */
const sourceRoot = '%SRCROOT%';

/** Linux takes paths of 4,096 bytes (PATH_MAX): what is longer names no file. */
const pathLimit = 4_096;

/** A file's address: percent-encoded, relative to the checkout, or `file:` where the path is absolute. `file` must not be empty. */
function artifactLocation(file        )         {
  const path = clip(file, pathLimit).replace(/^(?:\.\/)+/, '');
  // Halves of characters have no encoding, and `encodeURIComponent` throws on them.
  const encoded = path.replace(/\p{Cs}/gu, '\uFFFD').split('/').map(encodeURIComponent).join('/');
  return path.startsWith('/') ? { uri: `file://${encoded}` } : { uri: encoded, uriBaseId: sourceRoot };
}

/**
 * Where GitHub shows a finding: it drops what has no physical location. A living resource is in no file, so its id stands
 * for the path (as scanners of images do with an image's name): it is stable, and each resource gets alerts of its own. Azure
 * writes one id now in this case and now in that; where looks are compared it is in lower case, as another path is another alert.
 */
function primaryLocation(finding         )         {
  const { change, location, resource } = finding;
  const id = resource.id ?? `${resource.type}/${resource.name}`;
  const file = location?.file || (change === undefined ? id : id.toLowerCase()).replace(/^\/+/, '') || '-';
  return {
    physicalLocation: { artifactLocation: artifactLocation(file), region: regionOf(finding) },
    logicalLocations: [{ name: named(resource.name), fullyQualifiedName: named(id), kind: 'resource' }],
  };
}

function named(text        )         {
  return clip(oneLine(text), 1_000) || '-';
}

/** The value to change where a fix knows its end; else from the property to the end of its line, which is what SARIF reads into a missing end (3.30.8). */
function regionOf({ location, fix }         )         {
  if (location === undefined) return { startLine: 1, startColumn: 1 };
  const { file, line, column } = location;
  if (fix !== undefined && fix.file === file && fix.line === line && fix.column >= column) return { ...deletedRegion(fix), startColumn: column };
  return { startLine: line, startColumn: column, endLine: line };
}

/** The text that a fix replaces. SARIF counts as we do: from 1, with an exclusive end (3.30). */
function deletedRegion({ line, column, endLine, endColumn }     )         {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** GitHub keeps 100 locations of a result; nobody reads more than a few. */
const relatedLimit = 20;

/** Other places, numbered from 1: `[…](1)` in a message links to the first. */
function relatedLocations({ related = [] }         )                    {
  return related.filter(({ file }) => file !== '').slice(0, relatedLimit).map(({ file, line, column, message }, index) => ({
    id: index + 1,
    physicalLocation: { artifactLocation: artifactLocation(file), region: { startLine: line, startColumn: column, endLine: line } },
    message: { text: clip(oneLine(message), 300) || '-' },
  }));
}

/** A fix cannot be cut: a long one is left out, and the remedy says what to do. */
const fixLimit = 10_000;

/**
 * How loud a finding is. Undetermined is one step quieter than a violation, and never `open` in SARIF's words: that kind has no
 * level (3.27.9), and GitHub would not show it.
 */
function levelOf({ verdict, severity }         )        {
  if (verdict === 'error') return 'error';
  if (verdict === 'exempt') return 'note';
  if (verdict === 'undetermined') return severity === 'high' ? 'warning' : 'note';
  return severity === 'high' ? 'error' : severity === 'medium' ? 'warning' : 'note';
}

/** SARIF's words for how a result stands against the run before (3.27.24). */
const baselineStates                                                                           = { new: 'new', worse: 'updated', unchanged: 'unchanged' };

/** Findings as SARIF results (3.27). @param isCompared whether there was a run before: then all of them say how they stand against it, else none does */
function resultsOf(findings                    , rules           , isCompared         )                    {
  const seen = new Map                ();
  return findings.map((finding) => {
    const key = finding.change === undefined ? undefined : findingKey(finding);
    const occurrence = key === undefined ? 0 : (seen.get(key) ?? 0) + 1;
    if (key !== undefined) seen.set(key, occurrence);
    return resultOf(finding, rules, isCompared, key === undefined ? undefined : lastingFingerprint(key, occurrence));
  });
}

function resultOf(finding         , rules           , isCompared         , lasting                    )         {
  const { verdict, severity, effect, resource, location, change } = finding;
  const related = relatedLocations(finding);
  const { id, index } = rules.of(finding.rule);
  return {
    ruleId: id,
    ruleIndex: index,
    kind: 'fail',
    level: levelOf(finding),
    message: { text: messageOf(finding) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...fingerprintsOf(finding, lasting),
    ...(isCompared ? { baselineState: baselineStates[change?.kind ?? 'unchanged'] } : {}),
    ...(finding.fix === undefined || !isUsable(finding.fix) ? {} : { fixes: [fixOf(finding.fix)] }),
    // GitHub opens an alert for it all the same; "advanced-security/dismiss-alerts" reads this.
    ...(verdict === 'exempt' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(finding.message, 1_000) }] } : {}),
    properties: {
      verdict,
      severity,
      effect: plain(effect, 100),
      resourceType: plain(resource.type, 300),
      ...(change === undefined ? {} : { since: plain(change.since, 40) }),
      ...(location === undefined ? {} : { pointer: clip(oneLine(location.pointer), 1_000) }),
    },
  };
}

/**
 * GitHub reads only `primaryLocationLineHash`. Its upload computes that from the line of a file, and complains of any other
 * value; of a resource that is in no file it cannot, so there a fingerprint of ours stands for it: of what is looked at night by night the
 * lasting one, so that its alert stays the same when values change.
 */
function fingerprintsOf({ fingerprint, location }         , lasting                    )         {
  const forGitHub = location === undefined ? (lasting ?? fingerprint) : undefined;
  const fingerprints = {
    ...(fingerprint === undefined ? {} : { 'aksIsolation/v1': fingerprint }),
    ...(lasting === undefined ? {} : { 'aksIsolationResource/v1': lasting }),
    ...(forGitHub === undefined ? {} : { primaryLocationLineHash: forGitHub }),
  };
  return Object.keys(fingerprints).length === 0 ? {} : { partialFingerprints: fingerprints };
}

/** Of the rule and the resource, whatever is found. Several findings of one rule on one resource are counted, as GitHub's own fingerprints are. */
function lastingFingerprint(key        , occurrence        )         {
  return `${createHash('sha256').update(key).digest('hex')}:${occurrence}`;
}

function isUsable({ file, original, replacement }     )          {
  return file !== '' && original.length <= fixLimit && replacement.length <= fixLimit;
}

/** The replacement is written as it is: a viewer puts these very characters into the file. */
function fixOf(fix     )         {
  return {
    description: { text: plain(fix.description, 500) },
    artifactChanges: [{ artifactLocation: artifactLocation(fix.file), replacements: [{ deletedRegion: deletedRegion(fix), insertedContent: { text: fix.replacement } }] }],
  };
}

/** The rules of a run, and where each stands among them. */
                            
                                          
                                                                    
 

/** GitHub: from 7.0 high, from 4.0 medium, below low ("SARIF support for code scanning", reportingDescriptor object). */
const scores                                     = { high: '8.0', medium: '5.5', low: '3.0' };
const levels                                    = { high: 'error', medium: 'warning', low: 'note' };

/** GitHub's limits (the same page): characters of a rule's name and of its descriptions, and rules of a run. */
const nameLimit = 255;
const descriptionLimit = 1_024;
const ruleLimit = 25_000;

/** The rules that found something, then the other rules that judged; each is as severe as its worst finding. */
function indexRules(findings                    , rules                       )            {
  const stated = new Map(rules.map((rule) => [rule.rule, rule]));
  const known = new Map                    ();
  for (const { rule, title, severity, remedy } of findings) {
    const before = known.get(rule);
    if (before === undefined) known.set(rule, { title, ...(remedy === undefined ? {} : { remedy }), ...stated.get(rule), rule, severity });
    else if (severityOrder.indexOf(severity) < severityOrder.indexOf(before.severity)) known.set(rule, { ...before, severity });
  }
  for (const rule of rules) if (!known.has(rule.rule) && known.size < ruleLimit) known.set(rule.rule, rule);
  const positions = new Map([...known.keys()].map((rule, index) => [rule, index]));
  return {
    descriptors: [...known.values()].map(descriptorOf),
    of: (rule) => ({ id: idOf(rule), index: positions.get(rule) ?? -1 }),
  };
}

function idOf(rule        )         {
  return clip(oneLine(rule), nameLimit) || '-';
}

/** A rule as SARIF describes it (3.49). GitHub wants the texts, none of them empty. */
function descriptorOf({ rule, title, severity, description, remedy, helpUri }            )         {
  const full = description ?? title;
  const help = [full, ...(remedy === undefined ? [] : [`To do: ${remedy}`])];
  return {
    id: idOf(rule),
    name: nameOf(rule),
    shortDescription: { text: plain(title, descriptionLimit) },
    fullDescription: { text: plain(full, descriptionLimit) },
    help: { text: help.map((text) => plain(text, 4_000)).join('\n'), markdown: [`**${prose(title, 300)}**`, ...help.map((text) => prose(text, 4_000))].join('\n\n') },
    ...(isPage(helpUri) ? { helpUri } : {}),
    defaultConfiguration: { level: levels[severity] },
    properties: { tags: ['security', 'azure-policy', 'infrastructure-as-code'], precision: 'very-high', 'security-severity': scores[severity] },
  };
}

/** `aks-outbound-type` → `AksOutboundType`: SARIF's own validator asks for names of this form (SARIF2012). */
function nameOf(rule        )         {
  const words = clip(rule, nameLimit).match(/[\p{L}\p{N}]+/gu) ?? ['Rule'];
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function isPage(address                    )                    {
  return address !== undefined && address.length <= 2_000 && /^https:\/\/[\w.-]+(?:\/[\w.~/%#?=&:+-]*)?$/.test(address);
}

/** GitHub refuses more ("SARIF support for code scanning"). Of these it shows 5,000. */
const resultLimit = 25_000;
/** GitHub refuses files above 10 MB when compressed; the upload may compress a little worse than we do. */
const compressedLimit = 9_500_000;
const noteLimit = 100;

                              
                            
                                            
                               
 

/**
 * The report as SARIF 2.1.0, for GitHub code scanning and editors: one run, findings worst first, and no more of them than
 * GitHub takes; the rest is counted in a notification. GitHub takes every result for an alert, and an alert whose result is missing
 * for mended. So what is compliant, not applicable or healed is left out, and what was found before and could not be looked at again is there.
 */
function renderSarif(report        , limits              = {})         {
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

function logOf(report        , findings                    , left                    )         {
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
function categoryOf({ command, target, drift }        )         {
  const category = `aks-network-isolation/${plain(command, 60).replaceAll('/', '-')}/`;
  if (drift === undefined) return category;
  const part = drift.shard === undefined ? '' : `${drift.shard.index}-of-${drift.shard.count}/`;
  return `${category}${createHash('sha256').update(target.id.toLowerCase()).digest('hex').slice(0, 16)}/${part}`;
}

/** Findings do not make a run unsuccessful; a failed step does, and a failure that no finding explains, and that so little could be read that nothing follows. */
function isComplete({ steps, verdict, findings, drift }        )          {
  return drift?.isConclusive !== false && !steps.some(({ status }) => status === 'failed') && (verdict !== 'error' || findings.some((finding) => finding.verdict === 'error'));
}

/** When the clusters were read, and what became of what was found before. */
function lookOf({ at, earlier, counts }             )         {
  const [now, before] = [at, earlier?.at].map((time) => (time === undefined || timeText(time) === undefined ? undefined : time));
  return { ...(now === undefined ? {} : { at: now }), ...(before === undefined ? {} : { comparedWith: before }), new: counts.new, worse: counts.worse, unchanged: counts.unchanged, healed: counts.healed };
}

function notificationsOf({ notes, drift }        , left                    )                    {
  const dropped = countBySeverity(left);
  const unseen = (drift?.unseen ?? []).slice(0, noteLimit).map(({ scope, why }) => ({ level: 'warning', message: { text: plain(`Not read, and therefore neither clean nor healed: ${scope}: ${why}`, 1_000) } }));
  const said = [...unseen, ...notes.slice(0, noteLimit).map((note) => ({ level: 'note', message: { text: plain(note, 1_000) } }))];
  if (dropped === undefined) return said;
  return [{ level: 'warning', message: { text: `${dropped} left out, because GitHub takes no larger file; the JSON report has them.` } }, ...said];
}

export { renderSarif };
