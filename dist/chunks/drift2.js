import { remedyCommand, placesOf, isFresh, freshFirst } from './workflow.js';
import { severityOrder, whereWords, becauseWords, dateWords, cutLine, paragraph, writtenBy, verdictStyles, timeWords, clusterWords, placeWords, waysOf, remedyWords, renderLook, renderNotes, renderExposures, renderFindings } from './run.js';
import { clip, oneLine } from './start.js';

/** What is new or worse, two lines each: what on which resource; who wrote it last, and why it is wrong. `most` of them, the rest counted. */
function renderFresh(fresh                    , placeOf         , most        , page      )                    {
  if (fresh.length === 0) return [];
  const shown = fresh.slice(0, most);
  const rows = shown.map(({ change, verdict, severity, rule, resource }) => [`${change?.kind ?? 'new'}: ${verdict} (${severity})`, shortened(rule), shortened(resource.name), whereWords(placeOf(resource))]);
  const heads = renderRows(rows, shown, page);
  const left = fresh.length - most;
  return [
    page.paint('strong', `New or worse (${fresh.length})`),
    ...shown.flatMap(({ message, change }, index) => [heads[index] ?? '', cutLine(`${change?.write === undefined ? '' : `${writerOf(change.write)}: `}${message}`, '    ', page)]),
    ...(left > 0 ? [`  ${left} more`] : []),
  ];
}

/** What is not found any more, what was worst first: `most` of them, the rest counted. @param isShort whether each has only one line */
function renderHealed(healed                          , placeOf         , most        , isShort         , page      )                    {
  if (healed.length === 0) return [];
  const sorted = healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const left = healed.length - most;
  return [
    page.paint('good', `Healed (${healed.length})`),
    ...sorted.slice(0, most).flatMap(({ rule, severity, resource, because, since, write }) => {
      const on = [shortened(resource.name), whereWords(placeOf(resource))].filter((words) => words !== '').join(' ');
      const sentence = `${shortened(rule)} (${severity}) on ${on}: ${becauseWords[because]}; since ${dateWords(since)}`;
      if (isShort) return [cutLine(`${sentence}${write?.by === undefined ? '' : `; by ${shortened(write.by)}`}`, '  ', page)];
      return [...paragraph(sentence, '  ', page), ...(write === undefined ? [] : paragraph(writtenBy(write), '    ', page))];
    }),
    ...(left > 0 ? [`  ${left} more`] : []),
  ];
}

/** Findings by what was found: on which resource, or on how many, and since when. `most` lines, the rest counted. */
function renderByRule(heading        , findings                    , most        , page      )                    {
  if (findings.length === 0) return [];
  const groups = new Map                                 ();
  for (const finding of findings) {
    const key = JSON.stringify([finding.verdict, finding.severity, finding.rule]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const shown = [...groups.values()].slice(0, most);
  const left = findings.length - shown.reduce((sum, { length }) => sum + length, 0);
  const rows = shown.map((group) => {
    const [{ verdict, severity, rule, resource }] = group;
    const since = group.flatMap(({ change }) => change?.since ?? []).toSorted()[0];
    return [`${verdict} (${severity})`, shortened(rule), group.length === 1 ? shortened(resource.name) : `${group.length} resources`, since === undefined ? '' : `since ${dateWords(since)}`];
  });
  return [page.paint('strong', `${heading} (${findings.length})`), ...renderRows(rows, shown.map(([first]) => first), page), ...(left > 0 ? [`  ${left} more`] : [])];
}

/** "alice@contoso.example, 2026-11-25 16:42 UTC". */
function writerOf({ at, by }               )         {
  return `${by === undefined ? 'somebody' : shortened(by)}, ${timeWords(at)}`;
}

function shortened(text        )         {
  return clip(oneLine(text), 100) || '""';
}

/** A longer column pushes the next one out of line only in its own row. */
const columnLimit = 40;

/** Rows of a verdict, a rule, a name and something beside it, aligned. */
function renderRows(rows                                , findings                    , { paint }      )                    {
  const widths = [0, 1, 2].map((column) => rows.reduce((widest, row) => Math.max(widest, (row[column] ?? '').length <= columnLimit ? (row[column] ?? '').length : 0), 0));
  const styles                                 = ['quiet', 'strong', undefined, 'quiet'];
  return rows.map((row, index) => {
    const verdict = findings[index]?.verdict;
    const cells = row.map((text, column) => {
      const style = column === 0 && verdict !== undefined ? verdictStyles[verdict] : styles[column];
      return `${style === undefined || text === '' ? text : paint(style, text)}${' '.repeat(Math.max(0, (widths[column] ?? 0) - text.length))}`;
    });
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

const stateStyles                                                  = { failing: 'bad', undetermined: 'doubtful', unseen: 'doubtful', clean: 'good' };
const nameLimit = 40;

/** The worst `most` of the clusters, a line each; the others are counted elsewhere. */
function renderClusters(clusters                          , most        , { paint }      )                    {
  const shown = clusters.slice(0, most);
  if (shown.length === 0) return [];
  const names = shown.map(({ name }) => clip(oneLine(name), nameLimit) || '""');
  const width = names.reduce((widest, { length }) => Math.max(widest, length), 0);
  const stateWidth = shown.reduce((widest, { state }) => Math.max(widest, clusterWords[state].length), 0);
  return [
    paint('strong', clusters.length > shown.length ? `Clusters, the worst ${shown.length}` : 'Clusters'),
    ...shown.map((cluster, index) => {
      const state = clusterWords[cluster.state];
      return `  ${(names[index] ?? '').padEnd(width)}  ${paint(stateStyles[cluster.state], state)}${' '.repeat(stateWidth - state.length)}  ${factsOf(cluster)}`.trimEnd();
    }),
  ];
}

function factsOf({ findings, fresh, severity, outboundType, location }               )         {
  const found = findings === 0 ? [] : [`${findings} ${findings === 1 ? 'finding' : 'findings'}${severity === undefined ? '' : `, the worst ${severity}`}${fresh === 0 ? '' : `, ${fresh} new or worse`}`];
  return [...found, ...[outboundType, location].flatMap((text) => (text === undefined ? [] : [clip(oneLine(text), nameLimit)]))].join('; ');
}

/** A table below its heading: names to the left, numbers aligned to the right under their titles. A long name is cut, so that rows fit the page. */
function renderTable(heading        , columns                   , rows                                                                           , page      )                    {
  const widths = columns.map((column, index) => rows.reduce((widest, { numbers }) => Math.max(widest, String(numbers[index] ?? 0).length), column.length));
  const room = Math.max(12, page.width - 2 - widths.reduce((sum, width) => sum + width + 2, 0));
  const names = rows.map(({ name }) => `  ${clip(oneLine(name), room)}`);
  const first = names.reduce((widest, name) => Math.max(widest, name.length), heading.length);
  const cells = (texts                   )         => texts.map((text, index) => `  ${text.padStart(widths[index] ?? 0)}`).join('');
  return [
    `${page.paint('strong', heading)}${' '.repeat(first - heading.length)}${page.paint('quiet', cells(columns))}`,
    ...rows.map(({ numbers }, index) => `${(names[index] ?? '').padEnd(first)}${cells(numbers.map(String))}`),
  ];
}

/** Where the clusters are, management groups before subscriptions: `most` of those with something to look at, the others counted. */
function renderPlaces({ places = [] }             , most        , page      )                    {
  const loud = places.filter(({ failing, undetermined, unseen }) => failing + undetermined + unseen > 0);
  if (loud.length === 0) return [];
  const sorted = [...loud.filter(({ kind }) => kind === 'managementGroup'), ...loud.filter(({ kind }) => kind === 'subscription')];
  const rows = sorted.slice(0, most).map(({ kind, name, clusters, failing, undetermined, unseen }) => ({ name: `${placeWords[kind]} ${name || '""'}`, numbers: [clusters, failing, undetermined, unseen] }));
  const left = sorted.length - rows.length;
  const calm = places.length - loud.length;
  const rest = [...(left === 0 ? [] : [`${left} more`]), ...(calm === 0 ? [] : [`${calm} without anything to look at`])].join(', ');
  return [...renderTable('Where they are', ['clusters', 'failing', 'undetermined', 'not read'], rows, page), ...(rest === '' ? [] : [`  ${rest}`])];
}

/** Of many clusters, how many have which way open or undecided: the `most` that are open most often. */
function renderWays(exposures                           , most        , page      )                    {
  const ways = new Map                                                                                           ();
  for (const exposure of exposures) {
    for (const { rule, name, state } of waysOf(exposure)) {
      if (state !== 'open' && state !== 'undetermined') continue;
      const row = ways.get(rule) ?? { name, numbers: [0, 0] };
      row.numbers[state === 'open' ? 0 : 1] += 1;
      ways.set(rule, row);
    }
  }
  if (ways.size === 0) return [];
  const sorted = [...ways.values()].toSorted(({ numbers: left }, { numbers: right }) => right[0] - left[0] || right[1] - left[1]);
  const heading = `Ways out of ${exposures.length} ${exposures.length === 1 ? 'cluster' : 'clusters'}`;
  return [...renderTable(heading, ['open', 'undetermined'], sorted.slice(0, most), page), ...(sorted.length > most ? [`  ${sorted.length - most} more`] : [])];
}

const stepLimit = 20;
const detailLimit = 10;

const kinds                                  = ['failed', 'applied', 'planned', 'held', 'manual'];
const kindCounts                                                 = { failed: 'failed', applied: 'applied', planned: 'planned', held: 'held back', manual: 'by hand' };

/** What would bring clusters back, or did, what failed first: `most` of them, with their steps or only in a line and the command, the rest counted. */
function renderRemedies(remedies                         , withSteps         , most        , page      )                    {
  if (remedies.length === 0) return [];
  const sorted = kinds.flatMap((kind) => remedies.filter((remedy) => remedy.kind === kind));
  const counts = kinds.flatMap((kind) => {
    const count = remedies.filter((remedy) => remedy.kind === kind).length;
    return count === 0 ? [] : [`${count} ${kindCounts[kind]}`];
  });
  const left = remedies.length - most;
  return [`${page.paint('strong', 'The way back')}: ${counts.join(', ')}`, ...sorted.slice(0, most).flatMap((remedy) => renderRemedy(remedy, withSteps, page)), ...(left > 0 ? [`  ${left} more`] : [])];
}

function renderRemedy({ cluster, kind, steps, disruption, why }              , withSteps         , page      )                    {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const count = steps.length === 0 ? '' : `: ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`;
  const disturbs = disruption === undefined ? '' : `; disturbs: ${clip(oneLine(disruption), 300)}`;
  const left = steps.length - stepLimit;
  return [
    ...paragraph(`${remedyWords[kind]} ${clip(oneLine(cluster.name), 100) || '""'}${count}${disturbs}`, '  ', page).map((line) => (kind === 'failed' ? page.paint('bad', line) : line)),
    ...(why === undefined ? [] : paragraph(clip(oneLine(why), withSteps ? 600 : page.width - 4), '    ', page)),
    ...(withSteps ? steps.slice(0, stepLimit).flatMap((step, index) => renderStep(step, index, steps.length > 1, page)) : []),
    ...(withSteps && left > 0 ? [`    ${left} more steps`] : []),
    // To copy whole: not broken into lines.
    ...(command === undefined ? [] : [`    ${command}`]),
  ];
}

/** What the only step disturbs is said of the whole. */
function renderStep({ title, status, details, disruption }            , index        , isOneOfMany         , page      )                    {
  const left = details.length - detailLimit;
  return [
    ...paragraph(`${index + 1}. ${clip(oneLine(title), 300)}${status === 'planned' ? '' : `: ${status}`}`, '    ', page),
    ...(disruption === undefined || !isOneOfMany ? [] : paragraph(`disturbs: ${clip(oneLine(disruption), 300)}`, '       ', page)),
    ...details.slice(0, detailLimit).flatMap((detail) => paragraph(clip(oneLine(detail), 600), '       ', page)),
    ...(left > 0 ? [`       ${left} more lines`] : []),
  ];
}

/** What could not be read, by the reason: `most` reasons with `named` scopes each, the rest counted. */
function renderUnseen({ unseen }             , most        , named        , page      )                    {
  if (unseen.length === 0) return [];
  const reasons = new Map                  ();
  for (const { scope, why } of unseen) {
    const scopes = reasons.get(why);
    if (scopes === undefined) reasons.set(why, [scope]);
    else scopes.push(scope);
  }
  const sorted = [...reasons].toSorted(([, left], [, right]) => right.length - left.length);
  const rest = sorted.slice(most).reduce((sum, [, scopes]) => sum + scopes.length, 0);
  return [
    page.paint('doubtful', `Not read (${unseen.length}), and therefore neither clean nor healed`),
    ...sorted.slice(0, most).flatMap(([why, scopes]) => [
      ...paragraph(clip(oneLine(why), 400), '  ', page),
      ...scopes.slice(0, named).map((scope) => `    ${clip(oneLine(scope), 300)}`),
      ...(scopes.length > named ? [`    ${scopes.length - named} more`] : []),
    ]),
    ...(rest === 0 ? [] : [`  ${rest} more for other reasons`]),
  ];
}

/** How much of each thing is shown. */
                
                         
                                                     
                         
                          
                          
                         
                          
                         
                            
 

const roomOfOne       = { notes: Infinity, whole: 40, unseen: 10, scopes: 10, fresh: 40, healed: 40, rules: 40, remedies: 20 };
/** Together some 60 lines, whatever the size of the fleet: what a terminal scrolls back to. */
const roomOfMany       = { notes: 4, whole: 8, unseen: 2, scopes: 1, fresh: 5, healed: 3, rules: 5, remedies: 2 };
/** So few clusters are named one by one, as are the worst of many where nothing is new. */
const fewClusters = 8;
const clusterRows = 5;
const placeRows = 5;
const wayRows = 3;

/** For `renderText`. */
function driftSections(report        , page      )           {
  return report.drift === undefined ? [] : renderDrift(report, report.drift, page);
}

/** What became of living clusters: one in full, a fleet in about 60 lines. What is new or worse stands before what is as it was. */
function renderDrift(report        , drift             , page      )           {
  const { exposures = [], findings, notes } = report;
  const { clusters, healed, remedies = [] } = drift;
  const isOne = clusters.length < 2;
  const room = isOne ? roomOfOne : roomOfMany;
  const placeOf = placesOf(drift);
  return [
    renderLook(drift, page),
    renderNotes(notes, page, room.notes, isOne ? Infinity : 2 * page.width - 10),
    renderUnseen(drift, room.unseen, room.scopes, page),
    ...(isOne ? [] : [renderClusters(clusters, clusters.length <= fewClusters ? fewClusters : findings.some(isFresh) ? 0 : clusterRows, page)]),
    ...renderFound(report, drift, room, page),
    renderHealed(healed, placeOf, room.healed, !isOne, page),
    renderPlaces(drift, placeRows, page),
    ...(isOne ? renderExposures(exposures, page) : [renderWays(exposures, wayRows, page)]),
    renderRemedies(remedies, isOne, room.remedies, page),
    renderNext(report, drift, isOne, page),
  ];
}

function renderFound({ findings }        , drift             , { whole, fresh: most, rules }      , page      )                                 {
  const placeOf = placesOf(drift);
  const sorted = freshFirst(findings);
  // Of a first run everything would be since now.
  if (sorted.length <= whole) return renderFindings(drift.earlier === undefined ? sorted.map(({ change: _change, ...found }) => found) : sorted, page, placeOf);
  return [renderFresh(sorted.filter(isFresh), placeOf, most, page), renderByRule(drift.earlier === undefined ? 'Found' : 'As before', sorted.filter((finding) => !isFresh(finding)), rules, page)];
}

/** What a reader can do, and where he finds what is not here. Nothing where nothing was found. */
function renderNext({ findings }        , { remedies = [] }             , isOne         , page      )                    {
  const isWrong = findings.some(({ verdict }) => verdict === 'violation' || verdict === 'error');
  const isPlanned = remedies.some(({ kind }) => kind === 'planned');
  const sentences = [
    ...(!isWrong ? [] : [`Next: undo what nobody meant (${isPlanned ? '"remediate: apply" does what disturbs nothing' : '"remediate: plan" shows how'}); declare what somebody meant under "egress", or agree to it for a time with an exemption.`]),
    ...(isOne ? [] : ['This is a summary: "format: html" makes a page of it all, "format: json" has everything.']),
  ];
  return sentences.flatMap((sentence) => paragraph(sentence, '', page));
}

export { driftSections };
