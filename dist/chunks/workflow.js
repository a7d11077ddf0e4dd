import { formatElapsed, logLine, logText, codeSpan, tableCell, codeLines, clip, prose, escapeHtml, diagramLabel, oneLine } from './start.js';
import { worstFirst, timeText, dateText, changeCounts, carriedSentence, azureSentence, severityOrder, becauseWords, remedyWords, clusterWords, clusterCounts, placeWords, waysOf, isLoud, wayKinds, wayStates, countStates, stateWords, stateText, worstClustersFirst, countText, byFile, countBySeverity, tellingReasons, reasonWords, remedyLabel, pictureOf, lookOf, endsOf, isOrdered, numbered, numbersText, effectOf, outcomeOf, calmSentence, summaryOf as summaryOf$1 } from './run.js';
import { parseResourceId } from './ground.js';

/** The run's log as GitHub shows it: annotations, foldable groups, masked secrets. Debug lines show when the user asked the runner for them. */
async function createActionsLogger()                  {
  // Named one by one, so that the build leaves out the toolkit's HTTP client, which the log does not need.
  const { debug, endGroup, error, info, isDebug, notice, setSecret, startGroup, warning } = await import('./vendor-actions-core.js');
  // GitHub does not nest groups: an inner one is a line within the outer.
  let depth = 0;
  return {
    // The runner hides debug commands it was not asked for; whoever reads the raw stream should not see stacks either.
    debug: (message) => (isDebug() ? debug(logText(message)) : undefined),
    info: (message) => info(logText(message)),
    notice: (message, place) => notice(logText(message), propertiesOf(place)),
    warning: (message, place) => warning(logText(message), propertiesOf(place)),
    error: (message, place) => error(logText(message), propertiesOf(place)),
    async group(title, body) {
      if (depth === 0) startGroup(logLine(title));
      else info(logLine(title));
      depth += 1;
      try {
        return await body();
      } finally {
        depth -= 1;
        if (depth === 0) endGroup();
      }
    },
    progress: ({ elapsed, state, subject }) => info(`${formatElapsed(elapsed)}  ${logLine(state)}  waiting for ${logLine(subject)}`),
    mask(secret) {
      // The runner masks line by line, so a secret of several lines is none of its lines.
      for (const part of new Set([secret, ...secret.split(/\r?\n/)])) if (part.trim() !== '') setSecret(part);
    },
  };
}

/**
 * Where an annotation stands. The toolkit encodes `%`, line breaks, `:` and `,` (actions/toolkit, command.ts), so that no name ends the
 * command or adds a property; what a reader would not see in a name goes here. GitHub takes columns of one line only (toolkit, `AnnotationProperties`).
 */
function propertiesOf(place                   )                       {
  if (place === undefined || !isCount(place.line)) return {};
  const { column, endColumn, line, title } = place;
  const endLine = isCount(place.endLine) && place.endLine > line ? place.endLine : line;
  return {
    file: place.file.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ''),
    startLine: line,
    endLine,
    ...(title === undefined ? {} : { title: logLine(title) }),
    ...(endLine === line && isCount(column) ? { startColumn: column, ...(isCount(endColumn) && endColumn >= column ? { endColumn } : {}) } : {}),
  };
}

function isCount(value                    )                  {
  return Number.isSafeInteger(value) && value !== undefined && value >= 1;
}

const actionsLogger = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  createActionsLogger
}, Symbol.toStringTag, { value: 'Module' }));

/**
 * Sets the step's outputs. Does nothing outside a runner (no GITHUB_OUTPUT), where the library would print them as legacy commands.
 * A job's outputs may take 1 MB together: what is large goes to a file whose path is the output.
 */
async function writeOutputs(values                                  )                {
  if (!process.env['GITHUB_OUTPUT']) return;
  const { setOutput } = await import('./vendor-actions-core.js');
  for (const [name, value] of Object.entries(values)) setOutput(name, value);
}

const outputs = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  writeOutputs
}, Symbol.toStringTag, { value: 'Module' }));

/** True for what an earlier run did not find, or found milder. */
function isFresh({ change }         )          {
  return change?.kind === 'new' || change?.kind === 'worse';
}

/** The findings in the order of every surface, with what is new or worse before the rest. */
function freshFirst(findings                    )                     {
  const sorted = worstFirst(findings);
  return [...sorted.filter(isFresh), ...sorted.filter((finding) => !isFresh(finding))];
}

/** Of a report that looks at a fleet the ways out of clusters in the order in which it names them; all of them, as they come, without one. */
function exposuresInOrder({ exposures = [], drift }        )                            {
  if (drift === undefined) return exposures;
  const places = new Map(drift.clusters.map(({ id }, index) => [id.toLowerCase(), index]));
  const placeOf = ({ cluster }                )         => places.get(cluster.id?.toLowerCase() ?? '') ?? places.size;
  return exposures.toSorted((left, right) => placeOf(left) - placeOf(right));
}

/** Where a living resource is, by the names that people know: its resource group, and its subscription where there are several. */
                              
                                 
                                 
 

/** Finds the place of a resource; undefined of one without a group, such as one that has no id. */
                                                                                 

/** Longer than any id that Azure gives. */
const idLimit = 2_000;

function placesOf(drift                         )          {
  if (drift === undefined) return () => undefined;
  const names = new Map((drift.places ?? []).filter(({ kind }) => kind === 'subscription').map(({ id, name }) => [id.toLowerCase(), name]));
  return ({ id = '' }) => {
    const parsed = id.length > idLimit ? undefined : parseResourceId(id);
    if (parsed?.resourceGroup === undefined) return undefined;
    const subscription = names.get(`/subscriptions/${parsed.subscriptionId ?? ''}`.toLowerCase());
    return { resourceGroup: parsed.resourceGroup, ...(subscription === undefined ? {} : { subscription }) };
  };
}

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
const rowLimit$1 = 10;
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
    if (changes.size > rowLimit$1) return '';
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

/** More changed lines of one write explain nothing more. */
const detailLimit$1 = 8;

/** "2026-11-25 16:42 UTC"; what is no time is a code span. */
function time$1(text        )         {
  return timeText(text) ?? codeSpan(text, 40);
}

/** "2026-11-25"; what is no time is a code span. */
function date(text        )         {
  return dateText(text) ?? codeSpan(text, 40);
}

/** "Last written by `alice` at 2026-11-25 16:42 UTC", without a period. */
function writtenBy({ at, by }               )         {
  return `${by === undefined ? 'Last written by somebody whom Azure does not name' : `Last written by ${codeSpan(by, 120)}`} at ${time$1(at)}`;
}

/** Who wrote, when and what, as items of a list behind `indent`. */
function renderWrite(write               , indent        )                    {
  const { operation, correlationId, details = [] } = write;
  const how = [...(operation === undefined ? [] : [codeSpan(operation, 120)]), ...(correlationId === undefined ? [] : [`correlation id ${codeSpan(correlationId, 60)}`])].join(', ');
  return [
    `${indent}- ${writtenBy(write)}${how === '' ? '' : ` (${how})`}`,
    ...details.slice(0, detailLimit$1).map((detail) => `${indent}  - ${codeSpan(detail)}`),
    ...(details.length > detailLimit$1 ? [`${indent}  - ${details.length - detailLimit$1} more changes`] : []),
  ];
}

/** How a finding stands against the earlier run. Of what is new the heading says so. */
function renderChange({ kind, since, write }               , indent        )                    {
  const first = kind === 'new' ? [] : [`${indent}- ${kind === 'worse' ? 'Worse than before; seen' : 'Seen'} first on ${date(since)}`];
  return [...first, ...(write === undefined ? [] : renderWrite(write, indent))];
}

/**
 * The same for a text that has to be the same as long as the same is found: when it was seen first, and the write that it was seen after. A
 * later write to the resource did not make it, and the run after next does not tell of it.
 */
function renderLastingChange({ since, write }               , indent        )                    {
  const explains = write !== undefined && write.at <= since;
  return [`${indent}- Seen first on ${date(since)}`, ...(explains ? renderWrite(write, indent) : [])];
}

/**
 * What changed since the earlier run, when the clusters were read, and what Azure says: a sentence or two.
 * @param runUrl the page of this run: the earlier one is linked where it is of the same repository
 */
function renderComparison(drift             , runUrl                    )         {
  const { at, earlier, azure } = drift;
  const read = `Read at ${time$1(at)}.`;
  const compared = !drift.isConclusive ? read : earlier === undefined ? `${read} No earlier run is known, so nothing counts as new.` : `Compared with ${earlierRun(earlier, runUrl)}: **${changeCounts(drift)}**. ${read}`;
  const carried = carriedSentence(drift);
  return [compared, ...(carried === undefined ? [] : [carried]), ...(azure === undefined ? [] : [azureSentence(azure, time$1)])].join('\n\n');
}

/** "2026-11-25 03:00 UTC", linked to the run where it has a page beside this run's. The address comes from what an earlier run left behind. */
function earlierRun({ at, url }                                     , runUrl                    )         {
  const pages = /^https?:\/\/[\w.:-]+\/[\w.-]+\/[\w.-]+\/actions\/runs\//.exec(runUrl ?? '')?.[0];
  const isBeside = pages !== undefined && url?.startsWith(pages) === true && /^\d{1,20}(?:\/attempts\/\d{1,6})?$/.test(url.slice(pages.length));
  return isBeside ? `[${time$1(at)}](${url})` : time$1(at);
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

/** " in `rg`", " in `rg` of `team-1`"; nothing where it is not known. */
function renderWhere(place                         )         {
  if (place === undefined) return '';
  return ` in ${codeSpan(place.resourceGroup, 90)}${place.subscription === undefined ? '' : ` of ${codeSpan(place.subscription, 90)}`}`;
}

/** What is not found any more, what was worst first: as many as `room` and `most` hold, the rest counted. */
function renderHealed(healed                          , placeOf         , room        , most        )         {
  if (healed.length === 0) return '';
  const heading = `#### Healed (${healed.length})\n`;
  const sorted = healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const shown = prefixWithin(itemsOf(sorted.slice(0, most), placeOf), room - heading.length - 60, 1);
  const left = healed.length - shown.length;
  return [heading, ...shown, ...(left === 0 ? [] : [`- ${left} more`])].join('\n');
}

function* itemsOf(healed                          , placeOf         )                    {
  for (const { rule, title, severity, resource, because, since, write } of healed) {
    const by = write === undefined ? '' : `. ${writtenBy(write)}`;
    yield `- ${prose(title, 200)} (${codeSpan(rule, 100)}, ${severity}) on ${codeSpan(resource.name, 200)}${renderWhere(placeOf(resource))}: ${becauseWords[because]}; it was there since ${date(since)}${by}`;
  }
}

/** Names that stand for themselves in every shell. Azure takes no others for clusters and subscriptions, and few for resource groups. */
const plainName = /^[A-Za-z0-9][\w.-]{0,89}$/;

/** What carries a plan for a cluster out, to copy and paste; undefined where a name of it would need quoting. */
function remedyCommand(clusterId        )                     {
  const { subscriptionId = '', resourceGroup = '', name = '' } = parseResourceId(clusterId.slice(0, 2_000)) ?? {};
  if (![subscriptionId, resourceGroup, name].every((part) => plainName.test(part))) return undefined;
  return `aks-isolation deploy --subscription-id ${subscriptionId} --resource-group ${resourceGroup} --cluster-name ${name}`;
}

const stepLimit = 20;
const detailLimit = 10;
/** More folds than this nobody opens. */
const most$1 = 12;

/** What would bring clusters back, or did: a fold for each, what failed first and open. As many as `room` holds, the rest counted; empty without any. */
function renderRemedies(remedies                         , room        )         {
  if (remedies.length === 0) return '';
  const heading = '#### The way back';
  const sorted = [...remedies.filter(({ kind }) => kind === 'failed'), ...remedies.filter(({ kind }) => kind !== 'failed')];
  const shown = prefixWithin(foldsOf$1(sorted.slice(0, most$1)), room - heading.length - 100, 2);
  const left = remedies.length - shown.length;
  if (shown.length === 0 && room < 200) return '';
  return [heading, ...shown, ...(left === 0 ? [] : [`${left} more ${left === 1 ? 'is' : 'are'} in the report.`])].join('\n\n');
}

function* foldsOf$1(remedies                         )                    {
  for (const remedy of remedies) yield renderRemedy(remedy);
}

function renderRemedy({ cluster, kind, steps, disruption, why }              )         {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const count = steps.length === 0 ? '' : ` · ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  // A line that starts with HTML is not parsed as markdown, so the element stands here for the code span.
  const summary = `${remedyWords[kind]} <code>${escapeHtml(clip(cluster.name, 100))}</code>${count}`;
  const left = steps.length - stepLimit;
  return [
    `<details${kind === 'failed' ? ' open' : ''}><summary>${summary}</summary>\n`,
    ...(why === undefined ? [] : [`${prose(why, 600)}\n`]),
    ...(disruption === undefined ? [] : [`**Disturbs:** ${prose(disruption, 300)}\n`]),
    ...steps.slice(0, stepLimit).map((step, index) => renderStep$1(step, index, steps.length > 1)),
    ...(left > 0 ? [`\n${left} more steps`] : []),
    ...(command === undefined ? [] : [`\n\`\`\`sh\n${command}\n\`\`\``]),
    '\n</details>',
  ].join('\n');
}

/** What the only step disturbs is said of the whole. */
function renderStep$1({ title, status, details, disruption }            , index        , isOneOfMany         )         {
  const left = details.length - detailLimit;
  const lines = details.slice(0, detailLimit).map((detail) => `   - ${codeSpan(detail)}`);
  return [`${index + 1}. ${prose(title, 200)}${status === 'planned' ? '' : `: ${status}`}${disruption === undefined || !isOneOfMany ? '' : ` (disturbs: ${prose(disruption, 300)})`}`, ...lines, ...(left > 0 ? [`   - ${left} more lines`] : [])].join('\n');
}

/** Room for the row that counts what was left out. */
const reserve$2 = 120;

/**
 * Clusters that are not clean as a table, the worst first: as many as `room` and `most` hold, the others counted by state. Empty for one cluster, and where all are clean.
 * @param isLasting whether to leave out what the next run would not say of the same findings: how many are new
 */
function renderClusters(clusters                          , room        , most        , isLasting = false)         {
  const loud = clusters.filter(({ state }) => state !== 'clean');
  if (clusters.length < 2 || loud.length === 0) return '';
  const columns = ['Cluster', 'State', 'Worst', 'Findings', ...(isLasting ? [] : ['New or worse']), 'Outbound type', 'Location'];
  const head = ['#### Clusters', '', rowOf$1(columns), rowOf$1(columns.map((name) => (name === 'Findings' || name === 'New or worse' ? '--:' : ':--')))];
  const rows = loud.slice(0, most).map((cluster) => {
    const [outboundType, location] = [cluster.outboundType, cluster.location].map((text) => (text === undefined ? '' : codeSpan(text, 60)));
    return rowOf$1([codeSpan(cluster.name, 100), clusterWords[cluster.state], cluster.severity ?? '', String(cluster.findings), ...(isLasting ? [] : [String(cluster.fresh)]), outboundType ?? '', location ?? ''].map(tableCell));
  });
  const shown = prefixWithin(rows, room - head.join('\n').length - reserve$2, 1);
  const rest = [...loud.slice(shown.length), ...clusters.filter(({ state }) => state === 'clean')];
  return [...head, ...shown, ...(rest.length === 0 ? [] : [rowOf$1([`${shown.length === 0 ? '' : 'and '}${clusterCounts(rest)}`, ...columns.slice(1).map(() => '')])])].join('\n');
}

function rowOf$1(cells                   )         {
  return `| ${cells.join(' | ')} |`;
}

/** Where the clusters are, management groups before subscriptions: those with something to look at, as many as `room` and `most` hold. */
function renderPlaces({ places = [] }             , room        , most        )         {
  const loud = places.filter(({ failing, undetermined, unseen }) => failing + undetermined + unseen > 0);
  if (loud.length === 0) return '';
  const head = ['#### Where they are', '', '| | Clusters | Failing | Undetermined | Not read |', '| :-- | --: | --: | --: | --: |'];
  const sorted = [...loud.filter(({ kind }) => kind === 'managementGroup'), ...loud.filter(({ kind }) => kind === 'subscription')];
  const shown = prefixWithin(sorted.slice(0, most).map(renderPlace), room - head.join('\n').length - reserve$2, 1);
  const left = sorted.length - shown.length;
  const calm = places.length - loud.length;
  const rest = [...(left === 0 ? [] : [`${left} more`]), ...(calm === 0 ? [] : [`${calm} without anything to look at`])].join(', ');
  return [...head, ...shown, ...(rest === '' ? [] : [`| ${rest} | | | | |`])].join('\n');
}

function renderPlace({ kind, name, clusters, failing, undetermined, unseen }             )         {
  return `| ${[tableCell(`${placeWords[kind]} ${codeSpan(name, 100)}`), clusters, failing, undetermined, unseen].join(' | ')} |`;
}

/** More of them tell no more of what is missing. */
const most = 8;

/**
 * What could not be read, plainly and first: it is neither clean nor healed. At most `room` units; empty where all was read.
 * @param withWhy false for a text that stays the same from run to run: what Azure says of a failure does not
 */
function renderUnseen({ unseen, isConclusive }             , room        , withWhy         )         {
  const lead = [
    ...(isConclusive ? [] : ['> **So little could be read that nothing follows from it.** What was found before still counts.']),
    ...(unseen.length === 0 ? [] : [`> **${unseen.length} not read**, and therefore neither clean nor healed:`]),
  ];
  if (lead.length === 0) return '';
  const items = unseen.slice(0, most).map(({ scope, why }) => `> - ${codeSpan(scope, 300)}${withWhy ? `: ${prose(why, 300)}` : ''}`);
  const shown = prefixWithin(items, room - lead.join('\n>\n').length - 60, 1);
  const left = unseen.length - shown.length;
  return [lead.join('\n>\n'), ...shown, ...(left === 0 ? [] : [`> - ${left} more`])].join('\n');
}

/** More ways one by one are no picture any more. Far below the 500 edges and 50,000 characters that Mermaid draws by default. */
const wayLimit = 20;

const kindNames                                    = { egress: 'Packets leave', ingress: 'Reached from outside', channel: 'Data leaves by services' };

/** Lines that differ by shape first: thick and through, dashed, through, without an end, barred. */
const arrows                                     = { open: '==>', undetermined: '-.->', meant: '-->', notVisible: '-.-', closed: '--x' };

/** Strokes of at least 3 : 1 against GitHub's light and dark grounds; fills and letters stay the theme's. */
const strokes$1                                     = {
  open: 'stroke:#e5534b,stroke-width:3px',
  undetermined: 'stroke:#b87a00,stroke-width:2px,stroke-dasharray:5 4',
  meant: 'stroke:#3b82f6,stroke-width:2px',
  notVisible: 'stroke:#808890,stroke-width:1px,stroke-dasharray:2 4',
  closed: 'stroke:#2da44e,stroke-width:2px',
};

/**
 * The cluster, its network and its ways out as a Mermaid flowchart of at most `room` units: what is open, undetermined, meant or
 * changed one by one, the worst of it where there is much; the rest in boxes with their number. Empty when nothing fits.
 */
function renderDiagram(exposure                , room        )         {
  const ways = waysOf(exposure);
  const loud = ways.filter(isLoud);
  for (let shown = Math.min(loud.length, wayLimit); shown >= 0; shown -= 1) {
    const text = diagramOf(exposure, ways, loud.slice(0, shown));
    if (text.length <= room) return text;
  }
  return '';
}

                
                        
                           
 

function diagramOf(exposure                , ways                , shown                )         {
  const name = `cluster["${diagramLabel(exposure.cluster.name)}"]`;
  const center = exposure.network === undefined ? [`  ${name}`] : [`  subgraph network["${diagramLabel(exposure.network)}"]`, `    ${name}`, '  end'];
  const boxes = new Map(shown.map((way, index) => [way, `way${index}`]));
  const groups = wayKinds.flatMap((kind) => groupOf$1(kind, boxes));
  const rest = foldsOf(ways.filter((way) => !boxes.has(way)));
  const edges                  = [
    ...Array.from(boxes, ([way, box]) => ({ state: way.state, text: edgeOf(way, box) })),
    ...rest.map(({ state }) => ({ state, text: `  cluster ${arrows[state]} ${state}Rest` })),
  ];
  const used = wayStates.filter((state) => edges.some((edge) => edge.state === state));
  return [
    '```mermaid',
    'flowchart LR',
    ...center,
    ...groups,
    ...rest.map(({ state, text }) => `  ${state}Rest["${text}"]:::${state}`),
    ...edges.map(({ text }) => text),
    ...used.map((state) => `  classDef ${state} ${strokes$1[state]}`),
    ...used.map((state) => `  linkStyle ${edges.flatMap((edge, index) => (edge.state === state ? [index] : [])).join(',')} ${strokes$1[state]}`),
    '```',
  ].join('\n');
}

function groupOf$1(kind         , boxes                          )                    {
  const lines = Array.from(boxes).filter(([way]) => way.kind === kind).map(([way, box]) => {
    const target = way.target === undefined ? '' : `<br/>${diagramLabel(way.target)}`;
    return `    ${box}["${diagramLabel(way.name)}${target}"]:::${way.state}`;
  });
  return lines.length === 0 ? [] : [`  subgraph ${kind}["${kindNames[kind]}"]`, ...lines, '  end'];
}

/** Who reaches in stands at the beginning of the arrow. */
function edgeOf(way     , box        )         {
  const [from, to] = way.kind === 'ingress' ? [box, 'cluster'] : ['cluster', box];
  return `  ${from} ${arrows[way.state]}|"${stateText(way)}"| ${to}`;
}

/** "17 ways closed", "3 more ways open": what is not drawn one by one. */
function foldsOf(left                )                                                                 {
  const counts = countStates(left);
  return wayStates.flatMap((state) => {
    const count = counts[state];
    const more = left.some((way) => way.state === state && isLoud(way)) ? 'more ' : '';
    return count === 0 ? [] : [{ state, text: `${count} ${more}${count === 1 ? 'way' : 'ways'} ${stateWords[state]}` }];
  });
}

/** Room for the row that counts what was left out. */
const reserve$1 = 60;

/** Every way out of the cluster with its state and what decided, folded, as many as `room` holds; empty when that is none. */
function renderEveryWay(exposure                , room        )         {
  const ways = waysOf(exposure);
  // A line that starts with HTML is not parsed as markdown, so the element stands here for the code span.
  const head = `<details><summary>Every way out of <code>${escapeHtml(clip(exposure.cluster.name, 100))}</code> · ${ways.length}</summary>\n\n| Way | State | What decided |\n| :-- | :-- | :-- |`;
  const foot = '\n</details>';
  const rows = prefixWithin(rowsOf(ways), room - head.length - foot.length - reserve$1, 1);
  const left = ways.length - rows.length;
  return rows.length === 0 ? '' : [head, ...rows, ...(left === 0 ? [] : [`| ${left} more in the report file | | |`]), foot].join('\n');
}

function* rowsOf(ways                           )                    {
  for (const way of ways) yield `| ${[prose(way.name, 100), stateText(way), prose(way.message, 300)].map(tableCell).join(' | ')} |`;
}

const rowLimit = 30;

/** Many clusters as a table, those with most open ways first, as many as `room` holds; the others summed up in one row. */
function renderFleet(exposures                           , room        )         {
  const clusters = worstClustersFirst(exposures).map((exposure) => ({ name: exposure.cluster.name, counts: countStates(waysOf(exposure)) }));
  const head = ['| Cluster | Open | Undetermined | Meant |', '| :-- | --: | --: | --: |'];
  const row = (name        , of                                      )         => {
    const sums = (['open', 'undetermined', 'meant']         ).map((state) => of.reduce((sum, { counts }) => sum + counts[state], 0));
    return `| ${[name, ...sums].join(' | ')} |`;
  };
  const rows = clusters.slice(0, rowLimit).map((cluster) => row(tableCell(codeSpan(cluster.name, 100)), [cluster]));
  const shown = prefixWithin(rows, room - head.join('\n').length - 100, 1);
  const rest = clusters.slice(shown.length);
  const sum = rest.length === 0 ? [] : [row(`${rest.length} more ${rest.length === 1 ? 'cluster' : 'clusters'}`, rest)];
  return [...head, ...shown, ...sum].join('\n');
}

/** More pictures than this nobody compares. */
const pictureLimit = 3;

/** The ways out of each cluster in a sentence and a picture; of more than three clusters a table. At most `room` units; empty without clusters. */
function renderExposures(exposures                           , room        )         {
  if (exposures.length === 0) return '';
  const heading = '#### Ways out';
  const free = room - heading.length - 2;
  if (exposures.length > pictureLimit) return `${heading}\n\n${renderFleet(exposures, free)}`;
  const share = free / exposures.length;
  return [heading, ...exposures.flatMap((exposure) => {
    const sentence = `${codeSpan(exposure.cluster.name, 100)}: ${countText(waysOf(exposure))}.`;
    const diagram = renderDiagram(exposure, share - sentence.length - 4);
    return diagram === '' ? [sentence] : [sentence, diagram];
  })].join('\n\n');
}

/** Every way of each cluster that has a picture, folded; at most `room` units. */
function renderEveryWays(exposures                           , room        )         {
  if (exposures.length > pictureLimit) return '';
  const folds           = [];
  let free = room;
  for (const exposure of exposures) {
    const fold = renderEveryWay(exposure, free - 2);
    if (fold !== '') folds.push(fold);
    free -= fold.length + 2;
  }
  return folds.join('\n\n');
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
function renderFindings(findings                    , room        , looks              )         {
  const sorted = groupsOf(worstFirst(findings)).flatMap((group) => byFile(group).flatMap((part) => part.findings));
  const shown = prefixWithin(blocksOf(sorted, looks), room - reserve, 1);
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
function* blocksOf(findings                    , looks              )                    {
  const sizes = new Map                ();
  for (const finding of findings) sizes.set(groupOf(finding), (sizes.get(groupOf(finding)) ?? 0) + 1);
  const several = new Set(findings.map(({ location }) => location?.file)).size > 1;
  let current = '';
  let file                    ;
  for (const finding of findings) {
    const group = groupOf(finding);
    const heading = group === current ? '' : `\n#### ${headingOf(finding, looks)} (${sizes.get(group) ?? 0})\n\n`;
    if (group !== current) file = undefined;
    const next = finding.location?.file;
    const subheading = several && next !== undefined && next !== file ? `${heading === '' ? '\n' : ''}##### ${codeSpan(next, 200)}\n\n` : '';
    yield `${heading}${subheading}${renderFinding(finding, several, looks)}`;
    current = group;
    file = next;
  }
}

function groupOf({ verdict, severity }         )         {
  return `${headings[verdict]}, ${severity} severity`;
}

function headingOf(finding         , { change }              )         {
  if (change !== 'fresh') return groupOf(finding);
  return `${isFresh(finding) ? 'New or worse' : 'As before'}: ${groupOf(finding).toLowerCase()}`;
}

/** Under a file's heading the place is its line alone. */
function renderFinding(finding         , underFile         , { linkTo, placeOf, change: told }              )         {
  const { resource, location, remedy, fix, related = [], exposes = [], change } = finding;
  const reasons = tellingReasons(finding);
  const place = location === undefined ? renderWhere(placeOf?.(resource)) : `, ${underFile ? placeLink(location, linkTo, `line ${location.line}`) : placeLink(location, linkTo)}`;
  return [
    // Two blanks at the end break the line.
    `- **${prose(finding.title, 200)}** (${codeSpan(finding.rule, 100)}) on ${codeSpan(resource.name, 200)}${place}  `,
    `  ${prose(finding.message)}`,
    ...(change === undefined ? [] : told === 'lasting' ? renderLastingChange(change, '  ') : renderChange(change, '  ')),
    ...(fix === undefined ? [] : [renderDiff(fix, '  ')]),
    ...reasons.slice(0, reasonLimit).map((reason) => {
      const words = reasonWords(reason);
      const relation = words.relation === '→' ? '→' : codeSpan(words.relation, 40);
      return `  - ${codeSpan(words.path, 200)}: ${codeSpan(words.actual, 200)} ${relation} ${codeSpan(words.expected, 200)}`;
    }),
    ...(reasons.length > reasonLimit ? [`  - ${reasons.length - reasonLimit} more conditions`] : []),
    ...(exposes.length === 0 ? [] : [`  - Opens ${exposes.slice(0, relatedLimit).map(({ rule }) => codeSpan(rule, 100)).join(', ')}`]),
    ...(remedy === undefined ? [] : [`  - ${remedyLabel(finding)}: ${prose(remedy)}`]),
    ...related.slice(0, relatedLimit).map((other) => `  - See ${placeLink(other, linkTo)}: ${prose(other.message, 200)}`),
  ].join('\n');
}

/** Sections below each other; what is empty is not there. */
function join(sections                   )         {
  return sections.filter((section) => section !== '').join('\n\n');
}

/** What the sections take, with room for one more and the line break at the end. */
function lengthOf(sections                   )         {
  return join(sections).length + 3;
}

/** A comment of HTML may stand in a name. In a code span it is text; but whoever looks for hidden lines reads the source. */
function withoutHidden(markdown        )         {
  return markdown.replaceAll('<!--', '<!- ');
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

/** What follows and has no key of its own. */
const rest = 'rest';

/** Boxes that differ by shape first: a corner, a hexagon, a pill, doubled sides. */
const shapes                                                                     = { planned: ['[', ']'], disruptive: ['{{', '}}'], done: ['([', '])'], failed: ['[[', ']]'], passed: ['(', ')'] };

/** Strokes of at least 3 : 1 against GitHub's light and dark grounds; fills and letters stay the theme's. */
const strokes                                     = {
  planned: 'stroke:#808890,stroke-width:1px',
  disruptive: 'stroke:#d1660f,stroke-width:3px',
  done: 'stroke:#2da44e,stroke-width:2px',
  failed: 'stroke:#e5534b,stroke-width:3px',
  passed: 'stroke:#808890,stroke-width:1px,stroke-dasharray:4 4',
};

const looks                      = ['planned', 'disruptive', 'done', 'failed', 'passed'];

/** The steps as a Mermaid flowchart, each below those that it waits for, in at most `room` units; empty where there is no room, or nothing that the table does not show. */
function renderStepDiagram(steps                       , room        )         {
  const picture = pictureOf(steps);
  if (picture === undefined) return '';
  const used = looks.filter((look) => picture.steps.some(({ step }) => lookOf(step) === look));
  const text = [
    '```mermaid',
    'flowchart TD',
    ...picture.steps.map(boxOf),
    ...picture.steps.flatMap(({ number, waitsFor }) => waitsFor.map((before) => `  step${before} --> step${number}`)),
    ...(picture.rest === 0 ? [] : [`  ${rest}["${picture.rest} more ${picture.rest === 1 ? 'step' : 'steps, one after the other'}"]`, ...endsOf(picture.steps).map((number) => `  step${number} -.-> ${rest}`)]),
    ...used.map((look) => `  classDef ${look} ${strokes[look]}`),
    '```',
  ].join('\n');
  return text.length <= room ? text : '';
}

function boxOf({ number, step }              )         {
  const look = lookOf(step);
  const [open, close] = shapes[look];
  const second = look === 'disruptive' ? `<br/>disturbs: ${diagramLabel(step.disruption ?? '')}` : look === 'planned' ? '' : `<br/>${step.status}`;
  return `  step${number}${open}"${number}: ${diagramLabel(step.title, 80)}${second}"${close}:::${look}`;
}

/** A column is there where some step has something for it. */
                  
                        
                                
                                                
 

const title         = { head: 'Step', align: ':--', cell: ({ step }) => tableCell(prose(step.title, 200)) };
const result         = { head: 'Result', align: ':--', cell: ({ step }) => step.status };
const time         = { head: 'Time', align: '--:', cell: ({ step }) => (step.elapsed === undefined ? '' : formatElapsed(step.elapsed)) };
const number         = { head: '#', align: '--:', cell: (step) => String(step.number) };
const waits         = { head: 'Waits for', align: ':--', cell: ({ waitsFor }) => numbersText(waitsFor) };
const disturbs         = { head: 'Disturbs', align: ':--', cell: ({ step }) => (step.disruption === undefined ? '' : tableCell(prose(step.disruption, 200))) };

/** The steps in order, one row each, as many as `room` holds; where they wait for each other, with a picture below when there is room for that too. */
function renderStepTable(steps                       , room        )         {
  if (steps.length === 0) return '';
  const all = isOrdered(steps) ? numbered(steps) : steps.map((step, index) => ({ number: index + 1, step, waitsFor: [] }));
  const columns = columnsOf(steps, all);
  const head = [rowOf(columns.map(({ head: name }) => name)), rowOf(columns.map(({ align }) => align))];
  const rows = prefixWithin(all.map((step) => rowOf(columns.map(({ cell }) => cell(step)))), room - 200, 1);
  const left = all.length - rows.length;
  const more = left === 0 ? [] : [rowOf(columns.map((column) => (column === title ? `${left} more steps` : '')))];
  const table = [...head, ...rows, ...more].join('\n');
  return join([table, left > 0 ? '' : renderStepDiagram(steps, Math.min(diagramRoom, room - table.length - 2))]);
}

/** Far below the 50,000 characters that Mermaid draws by default. */
const diagramRoom = 8_000;

function columnsOf(steps                       , all                         )                    {
  if (!isOrdered(steps)) return [title, result, time];
  return [
    number,
    title,
    ...(all.some(({ waitsFor }) => waitsFor.length > 0) ? [waits] : []),
    ...(steps.some(({ disruption }) => disruption !== undefined) ? [disturbs] : []),
    ...(steps.every(({ status }) => status === 'planned') ? [] : [result, time]),
  ];
}

function rowOf(cells                   )         {
  return `|${cells.map((cell) => (cell === '' ? ' ' : ` ${cell} `)).join('|')}|`;
}

/** Why each step is done and the lines that it changes, folded; those that do not fit into `room` are counted. Failures stand open, and first. */
function renderStepDetails(steps                       , room        )         {
  const detailed = steps.filter((step) => step.details.length > 0 || step.why !== undefined);
  if (detailed.length === 0) return '';
  const sorted = detailed.toSorted((left, right) => Number(right.status === 'failed') - Number(left.status === 'failed'));
  const sections           = [];
  let free = room - 100;
  let left = 0;
  for (const step of sorted) {
    const section = renderStep(step, free);
    left += linesOf(step) - section.shown;
    if (section.shown > 0) sections.push(section.text);
    free -= section.shown > 0 ? section.text.length + 2 : 0;
  }
  if (left > 0 && room > 100) sections.push(`> ${left} ${left === 1 ? 'line' : 'lines'} of step details not shown; see the report file.`);
  return sections.join('\n\n');
}

function renderStep(step            , room        )                                                    {
  const failed = step.status === 'failed';
  const frame = [`<details${failed ? ' open' : ''}><summary>${summaryOf(step)}</summary>\n`, '\n</details>']         ;
  const lines = prefixWithin([
    ...(step.why === undefined ? [] : [`- ${prose(step.why)}`]),
    ...step.details.map((detail) => `- ${failed ? prose(detail, 1_000) : codeSpan(detail)}`),
  ], room - frame.join('\n').length - 2, 1);
  return { text: [frame[0], ...lines, frame[1]].join('\n'), shown: lines.length };
}

/** A line that starts with HTML is not parsed as markdown, so the element stands here for the code span. */
function summaryOf(step            )         {
  const lines = step.details.length === 0 ? 'why' : `${step.details.length} ${step.details.length === 1 ? 'line' : 'lines'}`;
  return `<code>${escapeHtml(clip(step.title, 200))}</code> · ${lines}`;
}

function linesOf({ details, why }            )         {
  return details.length + (why === undefined ? 0 : 1);
}

/** GitHub takes 65,536 characters. The rest is left for what its servers may count otherwise, and for a reader's reply that quotes the text. */
const commentLimit = 60_000;
const smallestLimit = 8_000;
/** What the sender puts before the text: the marker that makes the comment its own (github/comment/marker.ts). */
const markerReserve = 500;
/** Lines that say how much of findings, remedies and details is not shown. */
const countsReserve = 700;

/**
 * The report as GitHub markdown, for a comment or a job summary. With the marker it is at most as long as `limit`; when there is too
 * much, what is least severe goes first and is counted. Everything from outside stands in code spans.
 */
function renderMarkdown(report        , options                  = {})         {
  const limit = Math.max(smallestLimit, options.limit ?? commentLimit) - markerReserve;
  const { drift, findings } = report;
  const footer = renderFooter(report, options.runUrl);
  const exposures = exposuresInOrder(report);
  const head = [renderHeadline(report), renderNotes(report, limit / 8), renderLook(report, limit, options.runUrl), renderFacts(report, limit / 8), renderWays(report, limit / 6)];
  const summary = renderSummary(report);
  const changes = renderChanges(findings, limit / 8, options.linkTo);
  const placeOf = placesOf(drift);
  const healed = renderHealed(drift?.healed ?? [], placeOf, limit / 8, healedLimit);
  // Where everything else is full too, what is counted instead of shown still has to fit.
  const steps = renderStepTable(report.steps, Math.min(limit / 4, limit - lengthOf([...head, changes, healed, summary, footer]) - countsReserve));
  const isCompared = drift?.earlier !== undefined;
  const looks               = { linkTo: options.linkTo, placeOf, ...(isCompared ? { change: 'fresh' } : {}) };
  // In worth, though not in place: what is new, the way back, what was there before, then details of steps and of ways out.
  const fixed = [...head, steps, changes, healed, summary, footer];
  const fresh = isCompared ? renderFindings(findings.filter(isFresh), limit * 0.75 - lengthOf(fixed), looks) : '';
  const remedies = renderRemedies(drift?.remedies ?? [], Math.min(limit / 4, limit - lengthOf([...fixed, fresh])));
  const rest = renderFindings(isCompared ? findings.filter((finding) => !isFresh(finding)) : findings, limit - lengthOf([...fixed, fresh, remedies]), looks);
  const details = renderStepDetails(report.steps, limit - lengthOf([...fixed, fresh, remedies, rest]));
  const everyWay = renderEveryWays(exposures, limit - lengthOf([...fixed, fresh, remedies, rest, details]));
  return `${join([...head, everyWay, steps, details, changes, fresh, healed, remedies, rest, summary, footer])}\n`;
}

/** Healed findings one by one; the others are counted. */
const healedLimit = 50;

/** What became of living clusters, and how they stand where there are several. */
function renderLook({ drift }        , limit        , runUrl                    )         {
  if (drift === undefined) return '';
  return join([renderComparison(drift, runUrl), renderUnseen(drift, limit / 10, true), renderPlaces(drift, limit / 12, 15), renderClusters(drift.clusters, limit / 10, 20)]);
}

/** A picture of the ways out; of a fleet its table says enough. */
function renderWays(report        , room        )         {
  const exposures = exposuresInOrder(report);
  if (exposures.length === 0) return renderPicture(report);
  return report.drift !== undefined && exposures.length > pictureLimit ? '' : renderExposures(exposures, room);
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

const markdown = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  renderMarkdown
}, Symbol.toStringTag, { value: 'Module' }));

/** A finding as GitHub shows it beside the line it is about. */
                             
                                                
                           
                         
 

/**
 * GitHub shows ten annotations of each kind per step and drops the rest unsaid (github/community discussion 68471). The run's own
 * sentences come later and must be among them: why it failed; that the comment, the suggestions or the summary could not be
 * written, and how many findings are not shown.
 */
const room                                               = { error: 9, warning: 6, notice: 8 };

/** UTF-16 units. GitHub takes 64 KB of a message and 255 characters of a title (docs.github.com, "Check runs", annotations). */
const messageLimit = 1_000;
const titleLimit = 200;
/** Longer than any path that git or a file system takes. */
const fileLimit = 4_096;

/**
 * The findings as annotations, worst first, of living resources what is new or worse before what is as it was: those that fail the run as errors,
 * other violations as warnings, what is undetermined otherwise as notices; nothing of what is exempt. What could not be read is a warning before them.
 * Those for which there is no room are counted in one sentence at the end.
 */
function annotationsOf(report        , fails                               )                        {
  const left = { ...room };
  const placeOf = placesOf(report.drift);
  const shown               = unseenIn(report.drift);
  left.warning -= shown.length;
  const dropped                       = [];
  for (const finding of report.drift === undefined ? worstFirst(report.findings) : freshFirst(report.findings)) {
    const kind = kindOf(finding, fails);
    if (kind === undefined) continue;
    left[kind] -= 1;
    if (left[kind] >= 0) shown.push(annotate(kind, finding, placeOf));
    else dropped.push(kind);
  }
  return dropped.length === 0 ? shown : [...shown, countOf(dropped)];
}

/** One sentence for all of it: it is neither clean nor healed, and no finding speaks of it. */
function unseenIn(drift                 )               {
  const [first] = drift?.unseen ?? [];
  if (drift === undefined || first === undefined) return [];
  const more = drift.unseen.length - 1;
  const message = `${drift.unseen.length} not read, and therefore neither clean nor healed: ${clip(oneLine(first.scope), 400)}: ${oneLine(first.why)}${more === 0 ? '' : `; and ${more} more`}`;
  return [{ kind: 'warning', message: clip(message, messageLimit) }];
}

function kindOf(finding         , fails                               )                                 {
  if (fails(finding)) return 'error';
  if (finding.verdict === 'violation' || finding.verdict === 'error') return 'warning';
  return finding.verdict === 'undetermined' ? 'notice' : undefined;
}

function annotate(kind                    , finding         , placeOf         )             {
  const { change, fix, message, remedy, resource, rule } = finding;
  const living = placeOf(resource);
  const where = living === undefined ? '' : ` in ${living.resourceGroup}${living.subscription === undefined ? '' : ` of ${clip(living.subscription, titleLimit)}`}`;
  const news = change === undefined || change.kind === 'unchanged' ? '' : `${change.kind}: `;
  const advice = fix === undefined ? remedy : `${fix.description}.`;
  const sentence = `${news}${clip(rule, titleLimit)} on ${clip(resource.name, titleLimit)}${where}: ${message}${advice === undefined ? '' : ` ${advice}`}`;
  const place = spotOf(finding);
  return { kind, message: clip(sentence, messageLimit), ...(place === undefined ? {} : { place }) };
}

/** The finding's line; where the line has a literal to change, that literal. */
function spotOf({ fix, location, rule, title }         )                    {
  if (location === undefined || location.file.length > fileLimit) return undefined;
  const { file, line } = location;
  const there = fix !== undefined && fix.file === file && fix.line === line && fix.endLine === line;
  const columns = there ? { column: fix.column, endColumn: fix.endColumn - 1 } : { column: location.column };
  return { file, line, ...columns, title: clip(`${rule}: ${title}`, titleLimit) };
}

function countOf(dropped                               )             {
  const failing = dropped.filter((kind) => kind === 'error').length;
  const [be, fail] = dropped.length === 1 ? ['is', 'fails'] : ['are', 'fail'];
  const more = `${dropped.length} more ${dropped.length === 1 ? 'finding' : 'findings'}`;
  if (failing === 0) return { kind: 'notice', message: `${more} ${be} in the report.` };
  if (failing === dropped.length) return { kind: 'warning', message: `${more} that ${fail} the run ${be} in the report.` };
  return { kind: 'warning', message: `${more} ${be} in the report; ${failing} of them ${failing === 1 ? 'fails' : 'fail'} the run.` };
}

const annotations = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  annotationsOf
}, Symbol.toStringTag, { value: 'Module' }));

/** Bytes of UTF-8 per step (docs.github.com, "Workflow commands", step isolation and limits). A larger upload fails whole. */
const summaryLimit = 1024 * 1024;

const cutNotice = '\n\n> The summary was cut here: GitHub shows at most 1 MiB of it. The report file holds everything.\n';

/**
 * Appends markdown to the job summary, cut at the end of a line when it is too long.
 * Does nothing and answers false outside a runner (no GITHUB_STEP_SUMMARY).
 */
async function writeSummary(markdown        )                   {
  if (!process.env['GITHUB_STEP_SUMMARY']) return false;
  const { summary } = await import('./vendor-actions-core.js');
  await summary.addRaw(cutToLimit(markdown)).write();
  return true;
}

/** The text as it is, or its first whole lines and a sentence that says so. */
function cutToLimit(markdown        , limit         = summaryLimit)         {
  const bytes = Buffer.from(markdown, 'utf8');
  if (bytes.length <= limit) return markdown;
  const room = limit - Buffer.byteLength(cutNotice);
  const end = bytes.lastIndexOf('\n', room);
  // A newline is never part of another character in UTF-8; without one, the decoder replaces the character cut in two.
  return bytes.subarray(0, end > 0 ? end : room - 3).toString('utf8') + cutNotice;
}

const summary = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  cutToLimit,
  summaryLimit,
  writeSummary
}, Symbol.toStringTag, { value: 'Module' }));

/** The page of a line of a file in the commit under review; undefined for what is no file of the repository. */
                                                                          

/** Longer than any path worth a link. */
const longest = 1_000;

/**
 * Links into the commit that the run is about: the pull request's head, the merge group's, the one of the run that this one
 * follows (`workflow_run`, whose own commit is the default branch's), else the commit of the event. A fork's
 * commits are shown under the repository that they were proposed to. Undefined outside a repository.
 * Everything but letters, digits and `-_.~/` is percent-encoded, so that no name ends a markdown link.
 */
function fileLinks(event             )                       {
  const commit = event.pullRequest?.headSha ?? event.mergeGroup?.headSha ?? event.workflowRun?.headSha ?? event.sha;
  if (event.repository === undefined || commit === undefined || !/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) return undefined;
  const tree = `${event.serverUrl}/${event.repository.owner}/${event.repository.name}/blob/${commit}`;
  return (file, line) => {
    if (file.length > longest || /\p{Cs}/u.test(file) || !Number.isSafeInteger(line) || line < 1) return undefined;
    const segments = file.split('/');
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
    return `${tree}/${segments.map(encode).join('/')}#L${line}`;
  };
}

function encode(segment        )         {
  return encodeURIComponent(segment).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

const fileLink = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  fileLinks
}, Symbol.toStringTag, { value: 'Module' }));

/** A pull request to write to, and as whom. */
                        
                         
                          
                                      
                                     
                           
                                 
 

/**
 * The one comment on the pull request and, on request, suggestions on its lines. What GitHub refuses is a warning.
 * `render` makes the comment's body. Returns the comment's address, or "".
 */
async function converse(
  report        , event             , options                , render                            , tools                   ,
)                  {
  const suggestions = options.suggestions === true;
  const pullRequestNumber = options.pullRequestNumber ?? event.pullRequest?.number;
  if ((!options.comment && !suggestions) || pullRequestNumber === undefined || event.repository === undefined) return '';
  if (options.githubToken === undefined) {
    tools.logger.warning('There is no "github-token" to comment with; the report is in the job summary.');
    return '';
  }
  const conversation               = {
    token: options.githubToken,
    apiUrl: event.apiUrl,
    repository: event.repository,
    pullRequestNumber,
    isFork: event.pullRequest?.isFork ?? false,
    isDependabot: event.pullRequest?.isDependabot ?? false,
  };
  const outcome = options.comment ? await comment(report, event, options.commentKey, conversation, render, tools) : undefined;
  // Who may not comment may not review either: one warning is enough.
  if (suggestions && outcome?.kind !== 'refused') await suggest(report, event, conversation, tools);
  return outcome?.url ?? '';
}

async function comment(
  report        , event             , givenKey                    , conversation              , render                            , tools                   ,
)                          {
  const [{ upsertComment }, { defaultCommentKey }] = await Promise.all([import('./comment.js'), import('./comment-key.js')]);
  const key = givenKey ?? defaultCommentKey({
    command: report.command,
    target: report.target.id,
    ...(event.workflow === undefined ? {} : { workflow: event.workflow }),
    ...(event.job === undefined ? {} : { job: event.job }),
  });
  // A gate that finds nothing says nothing, but does not leave standing what it said before.
  const silent = report.command === 'check' && !hasNews(report);
  const body = render(silent ? { ...report, notes: [resolved] } : report);
  const outcome = await upsertComment({ ...conversation, key, body, when: silent ? 'update-only' : 'always' }, tools);
  tools.logger.info(tellComment(outcome, conversation.pullRequestNumber));
  return outcome;
}

const resolved = 'What was reported here for an earlier commit is resolved.';

/** True when a reader of the pull request should know something: a finding that stands, a note, a failure. */
function hasNews({ findings, notes, verdict }        )          {
  return verdict === 'error' || notes.length > 0 || findings.some((finding) => ['error', 'violation', 'undetermined'].includes(finding.verdict));
}

function tellComment({ kind }                , pullRequestNumber        )         {
  if (kind === 'refused') return 'No comment was written.';
  if (kind === 'none') return `There is nothing to say on pull request ${pullRequestNumber}.`;
  return `The comment on pull request ${pullRequestNumber} is ${kind === 'unchanged' ? 'as it should be' : kind}.`;
}

async function suggest({ findings }        , event             , conversation              , tools                   )                {
  const { suggestedFixes, tellSuggestions } = await import('./suggestions.js');
  const fixes = suggestedFixes(findings);
  if (fixes.length === 0) return;
  const { pullRequest } = event;
  // The number may have been given for another pull request than the event's, whose head was not judged.
  if (pullRequest?.headSha === undefined || pullRequest.number !== conversation.pullRequestNumber) {
    tools.logger.info('No suggestions were made: the event does not say which commit of the pull request was judged.');
    return;
  }
  const { suggestFixes } = await import('./suggestions2.js');
  const outcome = await suggestFixes({ ...conversation, headSha: pullRequest.headSha, fixes }, tools);
  if (outcome.kind !== 'refused' || outcome.written > 0) tools.logger.info(tellSuggestions(outcome, conversation.pullRequestNumber));
}

const conversation = /*#__PURE__*/Object.freeze(/*#__PURE__*/Object.defineProperty({
  __proto__: null,
  converse
}, Symbol.toStringTag, { value: 'Module' }));

export { actionsLogger, annotations, conversation, earlierRun, exposuresInOrder, fileLink, freshFirst, isFresh, isLinkable, join, lengthOf, markdown, outputs, pictureLimit, placesOf, prefixWithin, remedyCommand, renderChange, renderClusters, renderExposures, renderFindings, renderHealed, renderPlaces, renderRemedies, renderUnseen, renderWhere, summary, withoutHidden };
