const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
const { gzipSync } = globalThis.process.getBuiltinModule('node:zlib');
import { clip, oneLine, prose, quietJson } from './start.js';
import { tellingReasons, reasonWords, remedyLabel, severityOrder, worstFirst, countBySeverity } from './run.js';

/** GitLab's limit for a message; GitHub names none. */
const messageLimit = 1_024;

/**
 * The message, then the reasons (path, actual, expected), what to do, and where else to look, as far as there is
 * room. Its first sentence is what GitHub shows in lists.
 */
function messageOf(finding         )         {
  const { verdict, message, remedy, related = [], fix } = finding;
  const parts = [
    `${verdict === 'undetermined' ? 'Undetermined: ' : verdict === 'error' ? 'Error: ' : ''}${sentence(plain(message, 500))}`,
    ...tellingReasons(finding).map((reason) => {
      const words = reasonWords(reason);
      const [path, actual, expected] = [words.path, words.actual, words.expected].map((part) => plain(part, 200));
      return words.relation === '→' ? `${path} is ${actual}, wanted ${expected}.` : `${path} is ${actual} (condition: ${plain(words.relation, 40)} ${expected}).`;
    }),
    ...(fix === undefined ? [] : [sentence(plain(fix.description, 300))]),
    ...(remedy === undefined ? [] : [`${remedyLabel(finding)}: ${sentence(plain(remedy, 300))}`]),
    // The link's text may hold no bracket.
    ...related.filter(({ file }) => file !== '').slice(0, 3).map(({ message: text }, index) => `See [${plain(text, 120).replaceAll(/[[\]\\]/g, ' ')}](${index + 1}).`),
  ];
  let text = parts[0] ?? '';
  for (const part of parts.slice(1)) if (text.length + part.length < messageLimit) text = `${text} ${part}`;
  return text;
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
 * for the path (as scanners of images do with an image's name): it is stable, and each resource gets alerts of its own.
 */
function primaryLocation(finding         )         {
  const { location, resource } = finding;
  const file = location?.file || (resource.id ?? `${resource.type}/${resource.name}`).replace(/^\/+/, '') || '-';
  return {
    physicalLocation: { artifactLocation: artifactLocation(file), region: regionOf(finding) },
    logicalLocations: [{ name: named(resource.name), fullyQualifiedName: named(resource.id ?? `${resource.type}/${resource.name}`), kind: 'resource' }],
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

/** Against the look before (3.27.24). */
const baselineStates = { new: 'new', worse: 'updated', unchanged: 'unchanged' }         ;

/** A finding as a SARIF result (3.27). */
function resultOf(finding         , rules           )         {
  const { verdict, severity, effect, resource, location } = finding;
  const related = relatedLocations(finding);
  const { id, index } = rules.of(finding.rule);
  return {
    ruleId: id,
    ruleIndex: index,
    kind: 'fail',
    level: levelOf(finding),
    // What is healed is no result: GitHub takes every one for an alert, and closes those that are not repeated.
    ...(finding.change === undefined ? {} : { baselineState: baselineStates[finding.change.kind] }),
    message: { text: messageOf(finding) },
    locations: [primaryLocation(finding)],
    ...(related.length === 0 ? {} : { relatedLocations: related }),
    ...fingerprintsOf(finding),
    ...(finding.fix === undefined || !isUsable(finding.fix) ? {} : { fixes: [fixOf(finding.fix)] }),
    // GitHub opens an alert for it all the same; "advanced-security/dismiss-alerts" reads this.
    ...(verdict === 'exempt' ? { suppressions: [{ kind: 'external', status: 'accepted', justification: plain(finding.message, 1_000) }] } : {}),
    properties: {
      verdict,
      severity,
      effect: plain(effect, 100),
      resourceType: plain(resource.type, 300),
      ...(finding.change === undefined ? {} : { since: plain(finding.change.since, 40) }),
      ...(location === undefined ? {} : { pointer: clip(oneLine(location.pointer), 1_000) }),
    },
  };
}

/**
 * GitHub reads only `primaryLocationLineHash`. Its upload computes that from the line of a file, and complains of any other
 * value; of a resource that is in no file it cannot, so there the fingerprint stands for it.
 */
function fingerprintsOf({ fingerprint, location }         )         {
  if (fingerprint === undefined) return {};
  return { partialFingerprints: { 'aksIsolation/v1': fingerprint, ...(location === undefined ? { primaryLocationLineHash: fingerprint } : {}) } };
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
 * GitHub takes; the rest is counted in a notification. What is compliant or not applicable is left out, as GitHub takes every
 * result for an alert.
 */
function renderSarif(report        , limits              = {})         {
  const findings = worstFirst(report.findings).filter(({ verdict }) => verdict !== 'compliant' && verdict !== 'notApplicable');
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
        results: findings.map((finding) => resultOf(finding, rules)),
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

/** Findings do not make a run unsuccessful; a failed step does, and a failure that no finding explains. */
function isComplete({ steps, verdict, findings }        )          {
  return !steps.some(({ status }) => status === 'failed') && (verdict !== 'error' || findings.some((finding) => finding.verdict === 'error'));
}

function notificationsOf({ notes }        , left                    )                    {
  const dropped = countBySeverity(left);
  const said = notes.slice(0, noteLimit).map((note) => ({ level: 'note', message: { text: plain(note, 1_000) } }));
  if (dropped === undefined) return said;
  return [{ level: 'warning', message: { text: `${dropped} left out, because GitHub takes no larger file; the JSON report has them.` } }, ...said];
}

export { renderSarif };
