const { createHash } = globalThis.process.getBuiltinModule('node:crypto');
import { clip, oneLine, escapeHtml, escapeEntities, codeLines, formatElapsed } from './start.js';
import { placesOf, isFresh, remedyCommand, exposuresInOrder, freshFirst } from './workflow.js';
import { clusterWords, placeWords, clusterStates, timeText, dateText, carriedSentence, changeCounts, azureSentence, worstFirst, severityOrder, becauseWords, remedyWords, waysOf, isLoud, countStates, wayStates, stateWords, isChanged, stateText, worstClustersFirst, countText, tellingReasons, remedyLabel, reasonWords, byFile, countBySeverity, effectOf, shownVerdict, outcomeOf, verdictOrder, calmSentence, summaryOf, countOf, lookOf, endsOf, isOrdered, numbered as numbered$1, pictureOf, numbersText } from './run.js';

/** Untrusted text on one line, at most so many units of it. */
function cut(text        , limit        )         {
  return clip(oneLine(text), limit);
}

/** HTML that is safe to put into HTML. Only this module makes it. */
class Markup {
           text        ;

  constructor(text        ) {
    this.text = text;
  }
}

                                                                             

/** A template in which every text is escaped, for content and for quoted attributes; pieces of HTML and lists of them go in as they are, undefined is nothing. */
function html(strings                      , ...pieces                  )         {
  return new Markup(strings.reduce((text, string, index) => `${text}${written(pieces[index - 1])}${string}`));
}

/** Lines of a file as `codeLines` cleaned them, their indentation kept; none begins a command to GitHub's runner. */
function code(lines                   )         {
  return new Markup(lines.map((line) => escapeEntities(line).replace(/^(\s*):(?=:)/, '$1&#58;')).join('\n'));
}

/** A sentence of one clean line (`oneLine`), whose words in backticks stand as code. */
function sentence(text        )         {
  return new Markup(text.split(/(`[^`]+`)/).map((part, index) => (index % 2 === 1 ? `<code>${escapeHtml(part.slice(1, -1))}</code>` : escapeEntities(part))).join(''));
}

function written(piece       )         {
  if (piece === undefined) return '';
  if (piece instanceof Markup) return piece.text;
  if (typeof piece === 'object') return piece.map(({ text }) => text).join('\n');
  return escapeHtml(String(piece));
}

/** What there is one of among ten thousand can be seen all the same. In hundredths of a bar. */
const least = 0.6;

/** How the clusters stand, in numbers and, of several, as one bar. */
function renderStates(clusters                          )                     {
  if (clusters.length === 0) return undefined;
  const counts                                         = { failing: 0, undetermined: 0, unseen: 0, clean: 0 };
  for (const { state } of clusters) counts[state] += 1;
  const shown = clusterStates.filter((state) => counts[state] > 0);
  // A bar of one thing shows nothing.
  const bar = clusters.length < 2 ? undefined : html`<svg class="bar states" viewBox="0 0 100 14" preserveAspectRatio="none" aria-hidden="true">${piecesOf(counts, clusters.length, 100, 14)}</svg>`;
  return html`${bar}
<ul class="counts" aria-label="Clusters, by state">
${shown.map((state) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="state-fill-${state}" width="12" height="12" rx="2"></rect></svg><strong>${counts[state]}</strong> ${clusterWords[state]}</li>`)}
</ul>`;
}

const placeLimit = 500;

/** A row with a bar for each management group and each subscription, as long as it has clusters. */
function renderPlaces(places                        )                     {
  if (places.length === 0) return undefined;
  const sorted = [...places.filter(({ kind }) => kind === 'managementGroup'), ...places.filter(({ kind }) => kind === 'subscription')];
  const longest = (kind                     )         => sorted.reduce((most, place) => (place.kind === kind ? Math.max(most, place.clusters) : most), 1);
  const scales = { managementGroup: longest('managementGroup'), subscription: longest('subscription') };
  const left = sorted.length - placeLimit;
  return html`<section aria-labelledby="places">
<h2 id="places">Where they are</h2>
<div class="picture scroll" tabindex="0" role="group" aria-label="Clusters by management group and subscription">
<table class="places">
<caption>Each bar is as long as there are clusters, measured against the largest of its kind</caption>
<thead><tr><th scope="col">Place</th><th scope="col">Clusters by state</th><th scope="col" class="number">Clusters</th><th scope="col" class="number">Failing</th><th scope="col" class="number">Undetermined</th><th scope="col" class="number">Not read</th></tr></thead>
<tbody>
${sorted.slice(0, placeLimit).map((place) => renderPlace(place, scales[place.kind]))}
</tbody>
</table>
</div>
${left > 0 ? html`<p class="quiet">${left} more places are in the JSON report.</p>` : undefined}
</section>`;
}

function renderPlace({ kind, name, clusters, failing, undetermined, unseen }             , scale        )         {
  const counts         = { failing, undetermined, unseen, clean: Math.max(0, clusters - failing - undetermined - unseen) };
  return html`<tr><th scope="row">${cut(name, 200) || '""'} <span class="quiet">${placeWords[kind]}</span></th><td><svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${piecesOf(counts, clusters, Math.max(3, (clusters / scale) * 100), 10)}</svg></td><td class="number">${clusters}</td><td class="${failing > 0 ? 'number state-failing' : 'number'}">${failing}</td><td class="number">${undetermined}</td><td class="number">${unseen}</td></tr>`;
}

/** Pieces of a bar of `width`, one after the other in the order of the states. */
function piecesOf(counts        , total        , width        , height        )                    {
  let used = 0;
  return clusterStates.filter((state) => counts[state] > 0).map((state) => {
    const from = used;
    used += (counts[state] / Math.max(1, total)) * width;
    return html`<rect class="state-fill-${state}" x="${from.toFixed(2)}" y="0" width="${Math.max(least, used - from).toFixed(2)}" height="${height}"></rect>`;
  });
}

/** More changed lines of one write explain nothing more. */
const detailLimit$2 = 20;

/** "2026-11-25 16:42 UTC"; what is no time as it is. */
function time(text        )         {
  return timeText(text) ?? cut(text, 40);
}

/** How a finding stands against the earlier run, and who wrote to the resource between the two. */
function renderChange({ kind, since, write }               )         {
  const first = dateText(since) ?? cut(since, 40);
  return html`<p>${kind === 'worse' ? 'Worse than before; seen' : 'Seen'} first on ${first}.</p>
${write === undefined ? undefined : renderWrite(write)}`;
}

function renderWrite(write               )         {
  const { by, operation, correlationId } = write;
  return html`<p>Last written by ${by === undefined ? 'somebody whom Azure does not name' : html`<code>${cut(by, 200)}</code>`} at ${time(write.at)}${operation === undefined ? undefined : html` with <code>${cut(operation, 200)}</code>`}${correlationId === undefined ? undefined : html`, correlation id <code>${cut(correlationId, 80)}</code>`}.</p>
${renderDetails$1(write)}`;
}

/** What a write changed, a line each; undefined where Azure does not tell. */
function renderDetails$1({ details = [] }               )                     {
  if (details.length === 0) return undefined;
  const left = details.length - detailLimit$2;
  return html`<ul class="details">
${details.slice(0, detailLimit$2).map((detail) => html`<li><code>${cut(detail, 600)}</code></li>`)}
${left > 0 ? html`<li>${left} more changes</li>` : undefined}
</ul>`;
}

const unseenLimit = 200;

/** How the clusters stand, when they were read, what could not be, and where on the page the rest is. */
function renderLook(report        )                     {
  const { drift } = report;
  if (drift === undefined) return undefined;
  const { earlier, isConclusive } = drift;
  const carried = carriedSentence(drift);
  const compared = earlier === undefined ? 'No earlier run is known, so nothing counts as new.' : isConclusive ? `Compared with ${time(earlier.at)}: ${changeCounts(drift)}.` : '';
  return html`<section aria-labelledby="look">
<h2 id="look">At a glance</h2>
${renderStates(drift.clusters)}
<p>Read at ${time(drift.at)}. ${compared}</p>
${carried === undefined ? undefined : html`<p>${carried}</p>`}
${drift.azure === undefined ? undefined : html`<p>${azureSentence(drift.azure, time)}</p>`}
${isConclusive ? undefined : html`<p class="note"><strong>So little could be read that nothing follows from it.</strong> What was found before still counts.</p>`}
${renderUnseen(drift)}
${renderSections(report)}
</section>`;
}

function renderUnseen({ unseen }             )                     {
  if (unseen.length === 0) return undefined;
  const left = unseen.length - unseenLimit;
  return html`<details${unseen.length <= 5 ? html` open` : undefined}>
<summary><span class="badge badge-doubt">${unseen.length} not read</span>and therefore neither clean nor healed</summary>
<div class="body"><ul>
${unseen.slice(0, unseenLimit).map(({ scope, why }) => html`<li><code>${cut(scope, 500)}</code>: ${sentence(cut(why, 600))}</li>`)}
${left > 0 ? html`<li>${left} more are in the JSON report</li>` : undefined}
</ul></div>
</details>`;
}

/** Links to the sections of a long page; of a short one none. */
function renderSections({ drift, findings, exposures = [] }        )                     {
  if (drift === undefined || drift.clusters.length < 2) return undefined;
  const sections = [
    ...(drift.earlier !== undefined && drift.isConclusive ? [['changes', 'What changed']] : []),
    ...((drift.places ?? []).length > 0 ? [['places', 'Where they are']] : []),
    ['clusters', 'Clusters'],
    ...(exposures.length > 0 ? [['exposures', 'Ways out']] : []),
    ...((drift.remedies ?? []).length > 0 ? [['remedies', 'The way back']] : []),
    ...(findings.length > 0 ? [['findings', 'Findings']] : []),
  ];
  return html`<nav aria-label="Sections"><ul class="sections">
${sections.map(([id = '', name = '']) => html`<li><a href="#${id}">${name}</a></li>`)}
</ul></nav>`;
}

/** "rg", "rg of team-1"; empty where it is not known. */
function whereText(place                         )         {
  if (place === undefined) return '';
  return `${cut(place.resourceGroup, 90)}${place.subscription === undefined ? '' : ` of ${cut(place.subscription, 90)}`}`;
}

const rowLimit$2 = 500;

/** What is new, worse or healed, one row each with who wrote and when. A sentence where that is nothing; undefined without an earlier run. */
function renderChanges({ drift, findings }        )                     {
  if (drift?.earlier === undefined || !drift.isConclusive) return undefined;
  const placeOf = placesOf(drift);
  const fresh = worstFirst(findings.filter(isFresh));
  const healed = drift.healed.toSorted((left, right) => severityOrder.indexOf(left.severity) - severityOrder.indexOf(right.severity));
  const rows = [...freshRows(fresh, placeOf), ...healedRows(healed.slice(0, rowLimit$2), placeOf)];
  const left = Math.max(0, fresh.length - rowLimit$2) + Math.max(0, healed.length - rowLimit$2);
  return html`<section aria-labelledby="changes">
<h2 id="changes">What changed</h2>
${rows.length === 0 ? html`<p>Nothing is new, worse or healed.</p>` : html`<div class="picture scroll" tabindex="0" role="group" aria-label="What is new, worse or healed">
<table class="changes">
<thead><tr><th scope="col" class="narrow">Change</th><th scope="col" class="wide">Finding</th><th scope="col" class="middling">On</th><th scope="col">Last written by</th><th scope="col" class="wide">What was written</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>
</div>`}
${left > 0 ? html`<p class="quiet">${left} more changes are in the JSON report.</p>` : undefined}
</section>`;
}

function freshRows(fresh                    , placeOf         )                    {
  return fresh.slice(0, rowLimit$2).map(({ change, title, severity, verdict, resource }) => {
    const look = verdict === 'undetermined' ? 'doubt' : 'bad';
    return rowOf$1(html`<span class="badge badge-${look}">${change?.kind ?? ''}</span>`, html`${cut(title, 200)} <span class="quiet">${verdict}, ${severity}</span>`, resource, placeOf, change?.write);
  });
}

function healedRows(healed                          , placeOf         )                    {
  return healed.map(({ title, severity, because, resource, write }) => rowOf$1(html`<span class="badge badge-calm">healed</span>`, html`${cut(title, 200)} <span class="quiet">${becauseWords[because]}; was ${severity}</span>`, resource, placeOf, write));
}

function rowOf$1(kind        , title        , resource                     , placeOf         , write                           )         {
  const by = write === undefined ? html`<span class="quiet">Azure tells of no write</span>` : html`${write.by === undefined ? html`<span class="quiet">not named</span>` : html`<code>${cut(write.by, 200)}</code>`}<br>${time(write.at)}`;
  const place = whereText(placeOf(resource));
  return html`<tr><td>${kind}</td><th scope="row">${title}</th><td>${cut(resource.name, 200) || '""'}${place === '' ? undefined : html`<br><span class="quiet">${place}</span>`}</td><td>${by}</td><td>${write === undefined ? undefined : renderDetails$1(write)}</td></tr>`;
}

/** How many values of a column there is a choice of. */
const limits = { outboundTypes: 10, locations: 60 }         ;

/** What rows can be chosen by: the values of a column that there are, and a number for each, the most frequent first. */
                          
                                                                  
                                                              
 

function choicesOf(clusters                          )          {
  return {
    outboundTypes: numbered(clusters.map(({ outboundType }) => outboundType), limits.outboundTypes),
    locations: numbered(clusters.map(({ location }) => location), limits.locations),
  };
}

function numbered(values                                 , most        )                                          {
  const counts = new Map                            ();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const sorted = [...counts].toSorted(([, left], [, right]) => right - left).slice(0, most);
  return new Map(sorted.map(([value], index) => [value, index]));
}

/**
 * The sheet that leaves out rows, for no other choices than there are: a browser tries each rule on each row. The page has no script; a browser that
 * does not know `:has` shows every row. Nothing of a report stands in it but numbers.
 */
function choiceStyle(clusters                          )         {
  if (clusters.length < 2) return '';
  const { outboundTypes, locations } = choicesOf(clusters);
  const rules = [
    ...clusterStates.filter((state) => clusters.some((cluster) => cluster.state === state)).map((state) => rule(`#choose-${state}`, `is-${state}`)),
    rule('#choose-fresh', 'is-fresh'),
    ...rulesFor('out', outboundTypes),
    ...rulesFor('at', locations),
  ];
  return `${rules.join(',\n')} { display: none; }\n`;
}

/** A column with one value is no choice. */
function rulesFor(key              , { size }                                         )                    {
  return size < 2 ? [] : Array.from({ length: size }, (_, index) => rule(`option.${key}-${index}`, `${key}-${index}`));
}

/** Rows without the class are gone as long as the choice is made. `:has` looks at the choices alone: at the table, each row that arrives would make a browser look again. */
function rule(choice        , row        )         {
  return `.choices:has(${choice}:checked) ~ .scroll tbody tr:not(.${row})`;
}

/** A browser takes so many rows with ease. */
const rowLimit$1 = 10_000;
/** UTF-16 units of all rows together. */
const room$1 = 4_000_000;

const unknown = 'not known';

/** Every cluster as a row, the worst first. The choices above the table leave out rows by the sheet alone: each row has a class for what can be chosen. */
function renderClusters(drift             )                     {
  const { clusters } = drift;
  if (clusters.length < 2) return undefined;
  const { outboundTypes, locations } = choicesOf(clusters);
  const placeOf = placesOf(drift);
  const rows           = [];
  let used = 0;
  for (const cluster of clusters.slice(0, rowLimit$1)) {
    const place = whereText(placeOf({ type: '', name: cluster.name, id: cluster.id }));
    const row = renderRow$1(cluster, place, outboundTypes.get(cluster.outboundType), locations.get(cluster.location));
    used += row.text.length;
    if (used > room$1) break;
    rows.push(row);
  }
  const left = clusters.length - rows.length;
  return html`<section aria-labelledby="clusters">
<h2 id="clusters">Clusters (${clusters.length})</h2>
${left > 0 ? html`<p class="note">${left} more clusters are left out to keep this page light; the JSON report has them.</p>` : undefined}
<div class="choose">
<div class="choices">
${renderStateChoice(clusters)}
<label class="choice"><input type="checkbox" id="choose-fresh"> Only with new or worse findings</label>
${renderSelect('Outbound type', 'choose-out', 'out', outboundTypes)}
${renderSelect('Location', 'choose-at', 'at', locations)}
</div>
<div class="picture scroll" tabindex="0" role="group" aria-label="${clusters.length} clusters">
<table class="clusters">
<thead><tr><th scope="col" class="wide">Cluster</th><th scope="col">State</th><th scope="col">Worst</th><th scope="col" class="number">Findings</th><th scope="col" class="number">New or worse</th><th scope="col" class="wide">Outbound type</th><th scope="col" class="middling">Location</th><th scope="col" class="middling">In</th></tr></thead>
<tbody>
${rows}
</tbody>
<tfoot><tr><td colspan="8"><span class="shown"></span></td></tr></tfoot>
</table>
</div>
</div>
</section>`;
}

function renderStateChoice(clusters                          )         {
  const items = clusterStates.flatMap((state) => {
    const count = clusters.filter((cluster) => cluster.state === state).length;
    return count === 0 ? [] : [html`<label class="choice"><input type="radio" name="state" id="choose-${state}"> ${clusterWords[state]} (${count})</label>`];
  });
  return html`<fieldset><legend>State</legend>
<label class="choice"><input type="radio" name="state" checked> all (${clusters.length})</label>
${items}
</fieldset>`;
}

function renderSelect(name        , id        , key        , choices                                         )                     {
  if (choices.size < 2) return undefined;
  const options = Array.from(choices, ([value, index]) => html`<option class="${key}-${index}">${value === undefined ? unknown : cut(value, 60) || '""'}</option>`);
  return html`<label class="choice" for="${id}">${name} <select id="${id}"><option>all</option>${options}</select></label>`;
}

function renderRow$1({ name, state, severity, findings, fresh, outboundType, location }               , place        , out                    , at                    )         {
  const classes = [`is-${state}`, ...(fresh > 0 ? ['is-fresh'] : []), ...(out === undefined ? [] : [`out-${out}`]), ...(at === undefined ? [] : [`at-${at}`])].join(' ');
  return html`<tr class="${classes}"><th scope="row">${cut(name, 100) || '""'}</th><td class="state-${state}">${clusterWords[state]}</td><td>${severity}</td><td class="number">${findings}</td><td class="number">${fresh}</td><td>${outboundType === undefined ? unknown : cut(outboundType, 60)}</td><td>${location === undefined ? unknown : cut(location, 60)}</td><td>${place}</td></tr>`;
}

const remedyLimit = 200;
const stepLimit$1 = 50;
const detailLimit$1 = 20;
/** So few stand open. */
const openLimit$1 = 3;

/** What would bring clusters back, or did: a fold for each, what failed first. */
function renderRemedies(remedies                         )                     {
  if (remedies.length === 0) return undefined;
  const sorted = [...remedies.filter(({ kind }) => kind === 'failed'), ...remedies.filter(({ kind }) => kind !== 'failed')];
  const left = sorted.length - remedyLimit;
  return html`<section class="remedies" aria-labelledby="remedies">
<h2 id="remedies">The way back (${remedies.length})</h2>
${sorted.slice(0, remedyLimit).map((remedy) => renderRemedy(remedy, remedy.kind === 'failed' || remedies.length <= openLimit$1))}
${left > 0 ? html`<p class="quiet">${left} more are in the JSON report.</p>` : undefined}
</section>`;
}

function renderRemedy({ cluster, kind, steps, disruption, why }              , open         )         {
  const command = kind === 'planned' || kind === 'held' ? remedyCommand(cluster.id) : undefined;
  const left = steps.length - stepLimit$1;
  return html`<details${open ? html` open` : undefined}>
<summary>${remedyWords[kind]} <strong>${cut(cluster.name, 100) || '""'}</strong> <span class="quiet">(${steps.length} ${steps.length === 1 ? 'step' : 'steps'})</span></summary>
<div class="body">
${why === undefined ? undefined : html`<p>${sentence(cut(why, 1_000))}</p>`}
${disruption === undefined ? undefined : html`<p><strong>Disturbs:</strong> ${sentence(cut(disruption, 400))}</p>`}
${steps.length === 0 ? undefined : html`<ol>
${steps.slice(0, stepLimit$1).map((step) => renderStep$1(step, steps.length > 1))}
${left > 0 ? html`<li>${left} more steps</li>` : undefined}
</ol>`}
${command === undefined ? undefined : html`<pre><code>${command}</code></pre>`}
</div>
</details>`;
}

/** What the only step disturbs is said of the whole. */
function renderStep$1({ title, status, details, disruption }            , isOneOfMany         )         {
  const left = details.length - detailLimit$1;
  return html`<li>${cut(title, 300)}${status === 'planned' ? undefined : `: ${status}`}${disruption === undefined || !isOneOfMany ? undefined : html` <span class="quiet">(disturbs: ${sentence(cut(disruption, 400))})</span>`}${details.slice(0, detailLimit$1).map((detail) => html`<br><code>${cut(detail, 600)}</code>`)}${left > 0 ? html`<br>${left} more lines` : undefined}</li>`;
}

/**
 * How wide a character is at most, in ems: the widths of DejaVu Sans, the widest of the fonts that systems have for their own surfaces, and more
 * than an em for every script that it does not have. A picture without a script cannot measure.
 */
function emsOf(character        )         {
  if (/^[ !'(),.:;I[\]fijlrt|/-]$/.test(character)) return 0.46;
  if (/^[a-ln-vx-z0-9_]$/.test(character)) return 0.64;
  if (/^[A-LN-VX-Z]$/.test(character)) return 0.8;
  if (/^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{ASCII}…→·]$/u.test(character)) return 1.1;
  return 1.4;
}

/** The text in at most `most` lines that are no wider than `width` at letters of `size`, both in the same unit; broken at blanks where there are some, the last line ended by `…` when there is more. */
function fitLines(text        , width        , size        , most        )                    {
  const lines           = [];
  let rest = text.trim();
  while (rest !== '' && lines.length < most) {
    const isLast = lines.length === most - 1;
    const whole = headWithin(rest, width / size);
    const head = whole === rest ? rest : isLast ? `${headWithin(rest, width / size - emsOf('…')).trimEnd()}…` : brokenAtBlank(whole, rest);
    lines.push(head);
    rest = whole === rest || isLast ? '' : rest.slice(head.length).trimStart();
  }
  return lines;
}

/** As much of the beginning as is no wider than `ems`, at least one character. */
function headWithin(text        , ems        )         {
  let used = 0;
  let head = '';
  for (const character of text) {
    used += emsOf(character);
    if (used > ems && head !== '') return head;
    head += character;
  }
  return head;
}

function brokenAtBlank(head        , rest        )         {
  if (rest[head.length] === ' ') return head;
  const blank = head.lastIndexOf(' ');
  return blank > 0 ? head.slice(0, blank) : head;
}

/** Where everything of a picture stands, in its own units (a letter of a name is 13 high). */
                        
                         
                          
                                                                
                                                                
                                  
 

/** `wide` has the cluster in the middle of what is around it; `narrow` has everything on the right, so that two stand side by side. */
                                      

/** Sizes of letters; the sheet has the same. */
const letters$1 = { name: 13, small: 12 }         ;
/** From the zone's left edge: its state, then its name. */
const columns = { state: 10, name: 116, end: 8 }         ;
const heights = { line: 16, heading: 26 }         ;

                    
                         
                        
                          
                           
 

const measures                                    = {
  wide: { label: 360, wire: 56, margin: 44, cluster: 136 },
  narrow: { label: 344, wire: 40, margin: 26, cluster: 88 },
};

/** How much wider bold letters are. */
const boldness$1 = 1.15;
const gap$1 = 12;
/** Above the cluster, for the name of the network in two lines. */
const head = 46;

/** Places rows that come in the order of their zones. No two texts share a place, however long: what does not fit is cut. */
function sceneOf(clusterName        , networkName        , rows                , shape       )        {
  const { label, wire, margin, cluster } = measures[shape];
  const names = [...new Set(rows.map(({ outside }) => outside))];
  const groups = names.map((name) => ({ name, rows: rows.filter((row) => row.outside === name).map((row) => measured$1(row, label)) }));
  const heightOf = (group                         )         => heights.heading + group.rows.reduce((sum, { height }) => sum + height, 0) + 8;
  // Groups fill the left side up to half of all, so that both sides are about as high.
  const total = groups.reduce((sum, group) => sum + heightOf(group) + gap$1, 0);
  let used = 0;
  const sides = groups.map((group) => {
    const side               = shape === 'wide' && used + heightOf(group) / 2 < total / 2 ? 'left' : 'right';
    used += heightOf(group) + gap$1;
    return side;
  });
  const left = shape === 'wide' ? label + wire : 0;
  const center = { left, right: left + margin + cluster + margin };
  const tops = { left: head, right: head };
  const zones = groups.map((group, index)       => {
    const side = sides[index] ?? 'right';
    const box = { x: side === 'left' ? 0 : center.right + wire, y: tops[side], width: label, height: heightOf(group) };
    tops[side] += box.height + gap$1;
    return { name: group.name, side, box, rows: placed(group.rows, box) };
  });
  const height = Math.max(tops.left - gap$1, tops.right - gap$1, head + 90) + 12;
  return {
    width: center.right + wire + label,
    height,
    network: { x: center.left, y: 0, width: center.right - center.left, height, label: fitLines(networkName, center.right - center.left - 16, letters$1.small, 2) },
    cluster: { x: center.left + margin, y: head, width: cluster, height: height - head - 12, label: fitLines(clusterName, cluster - 12, letters$1.name * boldness$1, 4) },
    zones,
  };
}

                                                                                          

function measured$1(row     , label        )              {
  const width = label - columns.name - columns.end;
  const name = fitLines(row.name, width, letters$1.name, 2);
  const note = row.note === undefined ? [] : fitLines(row.note, width, letters$1.small, 1);
  return { row, name, note, height: (name.length + note.length) * heights.line + 8 };
}

function placed(rows                        , zone     )                       {
  let top = zone.y + heights.heading;
  return rows.map(({ height, ...row }) => {
    const box = { x: zone.x + 4, y: top, width: zone.width - 8, height };
    top += height;
    return { ...row, box, middle: box.y + 4 + heights.line / 2 };
  });
}

/** What stands beside each line, so that nobody needs its colour. */
const words                                     = { open: 'open', undetermined: 'undetermined', meant: 'meant', notVisible: 'not visible', closed: 'closed' };

/** A picture that a reader of screens hears as its title and description. `key` tells it from others on the page; ids begin with it. */
function renderScene(scene       , key        , title        , description        )         {
  const { network, cluster } = scene;
  return html`<svg class="ways" viewBox="0 0 ${scene.width} ${scene.height}" role="img" aria-labelledby="${key}-title ${key}-desc">
<title id="${key}-title">${title}</title>
<desc id="${key}-desc">${description}</desc>
<rect class="network" x="${network.x + 1}" y="1" width="${network.width - 2}" height="${network.height - 2}" rx="10"></rect>
${network.label.map((line, index) => html`<text class="small middle" x="${network.x + network.width / 2}" y="${20 + index * heights.line}">${line}</text>`)}
<rect class="cluster" x="${cluster.x}" y="${cluster.y}" width="${cluster.width}" height="${cluster.height}" rx="6"></rect>
${cluster.label.map((line, index) => html`<text class="strong middle" x="${cluster.x + cluster.width / 2}" y="${cluster.y + 26 + index * heights.line}">${line}</text>`)}
${scene.zones.map((zone) => renderZone(zone, scene))}
</svg>`;
}

function renderZone(zone      , scene       )         {
  const { x, y, width, height } = zone.box;
  return html`<g>
<rect class="zone" x="${x + 0.5}" y="${y + 0.5}" width="${width - 1}" height="${height - 1}" rx="6"></rect>
<text class="small" x="${x + columns.state}" y="${y + 18}">${zone.name}</text>
${zone.rows.map((row) => renderRow(row, zone, scene))}
</g>`;
}

function renderRow({ row, name, note, box, middle }           , zone      , scene       )         {
  const x = zone.box.x + columns.name;
  const baseline = (line        )         => box.y + line * heights.line;
  // A text that is wider than reckoned is cut at its own window's edge (an inner svg shows nothing beyond it).
  const lines = [...name.map((line) => ['plain', line]), ...note.map((line) => ['small', line])].map(
    ([look = '', line = ''], index) => html`<text class="${look}" x="0" y="${baseline(index + 1) - box.y}">${line}</text>`,
  );
  return html`<g class="way way-${row.state}">
<title>${row.tip}</title>
${row.isChanged ? html`<rect class="changed" x="${box.x}" y="${box.y + 1}" width="${box.width}" height="${box.height - 2}" rx="4"></rect>` : undefined}
${renderWire$1(row.state, row.inward, middle, wireOf(zone, scene))}
<text class="state" x="${zone.box.x + columns.state}" y="${baseline(1)}">${words[row.state]}</text>
<svg x="${x}" y="${box.y}" width="${zone.box.width - columns.name - columns.end}" height="${box.height}">
${lines}
</svg>
</g>`;
}

/** Where a line begins, crosses the network's edge, and ends. */
                
                           
                        
                           
 

function endOf({ x, width }     )         {
  return x + width;
}

function wireOf({ side, box }      , { network, cluster }       )       {
  return side === 'left' ? { cluster: cluster.x, edge: network.x, outside: endOf(box) } : { cluster: endOf(cluster), edge: endOf(network), outside: box.x };
}

/** Barred at the network's edge, or through it: whole with an arrow, marked by a diamond, dashed with a question mark, dotted without an end. */
function renderWire$1(state          , inward         , y        , { cluster, edge, outside }      )         {
  const [from, to] = inward ? [outside, cluster] : [cluster, outside];
  const step = to > from ? 1 : -1;
  const line = (end        )         => html`<path class="wire" d="M${from} ${y}H${end}"></path>`;
  const arrow = html`<polygon class="solid" points="${to},${y} ${to - step * 9},${y - 5} ${to - step * 9},${y + 5}"></polygon>`;
  switch (state) {
    case 'closed':
      return html`${line(edge)}<path class="barrier" d="M${edge} ${y - 7}V${y + 7}"></path>`;
    case 'open':
      return html`${line(to - step * 8)}${arrow}`;
    case 'meant':
      return html`${line(to - step * 8)}${arrow}<polygon class="mark" points="${edge - 7},${y} ${edge},${y - 7} ${edge + 7},${y} ${edge},${y + 7}"></polygon>`;
    case 'undetermined':
      return html`${line(to - step * 8)}${arrow}<circle class="mark" cx="${edge}" cy="${y}" r="8"></circle><text class="question middle" x="${edge}" y="${y + 4}">?</text>`;
    case 'notVisible':
      return html`${line(to)}<circle class="mark" cx="${edge}" cy="${y}" r="4"></circle>`;
  }
}

/** What lies around a cluster's network. */
                                                                                             

const outsideNames                                    = {
  internet: 'Internet',
  networks: 'Other networks',
  callers: 'Callers from outside',
  registries: 'Registries',
  names: 'DNS',
  azure: 'Azure control plane and services',
};

/** The words of a rule's id that say where its way leads. */
const telling                                                                       = [
  ['registries', new Set(['registry', 'registries', 'acr', 'cache', 'artifact', 'artifacts', 'image', 'images'])],
  ['names', new Set(['dns', 'resolver', 'domain', 'domains', 'zone', 'zones'])],
  ['networks', new Set(['peering', 'peerings', 'vpn', 'hub', 'wan', 'expressroute', 'endpoint', 'endpoints', 'link', 'transit'])],
];

/**
 * Where in a picture a way leads to. Only a matter of place: a rule whose id names none of the known ends stands with the
 * Internet when packets leave by it, else with Azure's services.
 */
function outsideOf({ rule, kind }     )          {
  if (kind === 'ingress') return 'callers';
  const words = clip(rule, 200).toLowerCase().split(/[^a-z]+/);
  const known = telling.find(([, names]) => words.some((word) => names.has(word)));
  return known?.[0] ?? (kind === 'egress' ? 'internet' : 'azure');
}

/** A way in a picture, or several of one state as one. */
                      
                                      
                           
                           
                              
                                                                            
                           
                        
                                                      
                         
                                                                 
                       
 

/** More lines are no picture any more; what is least bad is counted. */
const rowLimit = 80;
const foldsName = 'Further ways';

/** Every way one by one, the worst first within what it leads to. */
function everyRow(exposure                )                 {
  const ways = waysOf(exposure);
  return [...inPlace(ways.slice(0, rowLimit).map((way) => ({ outside: outsideOf(way), row: rowOf(way) }))), ...foldsOf(ways.slice(rowLimit), '')];
}

/** Two columns of the same rows: each way that is or was something to look at; the others, of which nothing changed, counted. */
function rowsOfChange(exposure                )                                                                      {
  const ways = waysOf(exposure);
  const loud = ways.filter(isLoud).slice(0, rowLimit);
  const rest = foldsOf(ways.filter((way) => !loud.includes(way)), 'unchanged');
  const side = (row                   )                 => [...inPlace(loud.map((way) => ({ outside: outsideOf(way), row: row(way) }))), ...rest];
  return { before: side(rowBefore), after: side(rowOf) };
}

/** Those who call from outside first, then by what is reached. */
const places                     = ['callers', 'names', 'registries', 'azure', 'internet', 'networks'];

function inPlace(rows                                                             )                 {
  return rows.toSorted((left, right) => places.indexOf(left.outside) - places.indexOf(right.outside)).map(({ row }) => row);
}

/** What it led to and what decided is not known of what it was before. */
function rowBefore(way     )      {
  if (!isChanged(way) || way.before === undefined) return rowOf(way);
  return { ...rowOf(way), state: way.before, note: `becomes ${stateWords[way.state]}`, tip: `${cut(way.name, 100)}: ${stateWords[way.before]}` };
}

function rowOf(way     )      {
  const changed = isChanged(way);
  const note = [...(changed && way.before !== undefined ? [`was ${stateWords[way.before]}`] : []), ...(way.target === undefined ? [] : [cut(way.target, 200).replaceAll('`', '')])].join(' · ');
  return {
    outside: outsideNames[outsideOf(way)],
    state: way.state,
    isChanged: changed,
    inward: way.kind === 'ingress',
    name: cut(way.name, 100).replaceAll('`', '') || '""',
    ...(note === '' ? {} : { note }),
    tip: `${cut(way.name, 100)}: ${stateText(way)}. ${cut(way.message, 300)}`,
  };
}

function foldsOf(ways                , note        )                 {
  const counts = countStates(ways);
  return wayStates.flatMap((state) => {
    const count = counts[state];
    if (count === 0) return [];
    const name = `${count} ${count === 1 ? 'way' : 'ways'} ${stateWords[state]}`;
    return [{ outside: foldsName, state, isChanged: false, inward: false, name, ...(note === '' ? {} : { note }), tip: name }];
  });
}

const wayLimit = 200;
const clusterLimit = 1_000;
/** Names of open ways in a row of a fleet. */
const namedLimit = 4;

/** What the picture shows, and what decided, as a folded table. */
function renderWayTable(exposure                )         {
  const ways = waysOf(exposure);
  const withBefore = ways.some(isChanged);
  const left = ways.length - wayLimit;
  return html`<details>
<summary>Every way out of ${cut(exposure.cluster.name, 100) || '""'} as a table (${ways.length})</summary>
<div class="body">
<table>
<thead><tr><th scope="col">Way</th><th scope="col">To or from</th>${withBefore ? html`<th scope="col">Before</th>` : undefined}<th scope="col">State</th><th scope="col">What decided</th></tr></thead>
<tbody>
${ways.slice(0, wayLimit).map((way) => renderWay(way, withBefore))}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more ways are in the JSON report.</p>` : undefined}
</div>
</details>`;
}

function renderWay(way     , withBefore         )         {
  const target = way.target === undefined ? undefined : html`<br><code>${cut(way.target, 300)}</code>`;
  return html`<tr><th scope="row">${cut(way.name, 200) || '""'}</th><td>${outsideNames[outsideOf(way)]}${target}</td>${withBefore ? html`<td>${stateWords[way.before ?? way.state]}</td>` : undefined}<td class="state-${way.state}">${stateWords[way.state]}</td><td>${sentence(cut(way.message, 1_000))}</td></tr>`;
}

/** A row with a bar for each cluster, the worst first. */
function renderFleet(exposures                           )         {
  const left = exposures.length - clusterLimit;
  return html`<div class="picture" tabindex="0" role="group" aria-label="Ways out of ${exposures.length} clusters">
<table class="fleet">
<caption>${exposures.length} clusters, those with most open ways first</caption>
<thead><tr><th scope="col">Cluster</th><th scope="col">Ways</th>${wayStates.map((state) => html`<th scope="col" class="number">${capital(stateWords[state])}</th>`)}<th scope="col">Open ways</th></tr></thead>
<tbody>
${worstClustersFirst(exposures).slice(0, clusterLimit).map(renderCluster$1)}
</tbody>
</table>
</div>
${left > 0 ? html`<p class="quiet">${left} more clusters are in the JSON report.</p>` : undefined}`;
}

function renderCluster$1(exposure                )         {
  const ways = waysOf(exposure);
  const counts = countStates(ways);
  const open = ways.filter(({ state }) => state === 'open');
  const names = [...open.slice(0, namedLimit).map(({ name }) => cut(name, 60)), ...(open.length > namedLimit ? [`${open.length - namedLimit} more`] : [])].join(', ');
  let used = 0;
  const pieces = wayStates.filter((state) => counts[state] > 0).map((state) => {
    const width = (counts[state] / ways.length) * 100;
    const from = used;
    used += width;
    return html`<rect class="fill-${state}" x="${from.toFixed(1)}" y="0" width="${width.toFixed(1)}" height="10"></rect>`;
  });
  return html`<tr><th scope="row">${cut(exposure.cluster.name, 100) || '""'}</th><td><svg class="share" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg></td>${wayStates.map((state) => html`<td class="number">${counts[state]}</td>`)}<td>${names}</td></tr>`;
}

function capital(text        )         {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/** More pictures than this nobody compares. */
const pictureLimit = 3;

/** The ways out of each cluster: a picture with its table, two where a change was judged; of more than three clusters one table. */
function renderExposures(exposures                           )                     {
  if (exposures.length === 0) return undefined;
  return html`<section aria-labelledby="exposures">
<h2 id="exposures">Ways out</h2>
${exposures.length > pictureLimit ? renderFleet(exposures) : exposures.map(renderCluster)}
</section>`;
}

/** Of a fleet, the pictures of clusters with something to look at. More nobody opens. */
const failingLimit = 20;

/** The ways out of a fleet's clusters that fail or of which something is not known: a fold with the picture for each, in the given order, the first open; the rest is in the table. */
function renderLoudExposures(exposures                           )                     {
  if (exposures.length <= pictureLimit) return renderExposures(exposures);
  const loud = exposures.filter((exposure) => waysOf(exposure).some(({ state }) => state === 'open' || state === 'undetermined'));
  if (loud.length === 0) return renderExposures(exposures);
  const left = loud.length - failingLimit;
  return html`<section aria-labelledby="exposures">
<h2 id="exposures">Ways out</h2>
${left > 0 ? html`<p class="quiet">The ${failingLimit} worst clusters; ${left} more are in the JSON report.</p>` : undefined}
${loud.slice(0, failingLimit).map((exposure, index) => html`<details${index === 0 ? html` open` : undefined}>
<summary><strong>${cut(exposure.cluster.name, 100) || '""'}</strong> <span class="quiet">${countText(waysOf(exposure))}</span></summary>
<div class="body">
${renderCluster(exposure, index)}
</div>
</details>`)}
</section>`;
}

function renderCluster(exposure                , index        )         {
  const ways = waysOf(exposure);
  const key = `ways-${index + 1}`;
  const name = cut(exposure.cluster.name, 100) || '""';
  const network = cut(exposure.network ?? 'Its network', 200);
  const draw = (part        , rows                               , shape       , title        , description        )         =>
    // Where it is wider than the page it is moved, with keys as well.
    html`<div class="picture" tabindex="0" role="group" aria-label="${title}">
${renderScene(sceneOf(name, network.replaceAll('`', ''), rows, shape), part, title, description)}
</div>`;
  const rows = ways.some(isChanged) ? rowsOfChange(exposure) : undefined;
  const pictures =
    rows === undefined
      ? draw(key, everyRow(exposure), 'wide', `Ways out of ${name}`, `${countText(ways)}. The table below has each of them.`)
      : html`<div class="pair">
<div><h4>Before</h4>
${draw(`${key}-before`, rows.before, 'narrow', `Ways out of ${name} before`, `${countText(ways.map(asBefore))}. The table below has each of them.`)}</div>
<div><h4>After</h4>
${draw(`${key}-after`, rows.after, 'narrow', `Ways out of ${name} after`, `${countText(ways)}. The table below has each of them.`)}</div>
</div>`;
  return html`<section aria-labelledby="${key}">
<h3 id="${key}">${name}</h3>
<p>${countText(ways)}${exposure.network === undefined ? undefined : html` <span class="quiet">(${sentence(network)})</span>`}</p>
${pictures}
${renderWayTable(exposure)}
</section>`;
}

function asBefore({ before, ...way }           )            {
  return { ...way, state: before ?? way.state };
}

/** The four moods of the page's colours. */
                                                      

const looks                                  = {
  error: 'bad',
  violation: 'bad',
  undetermined: 'doubt',
  exempt: 'plain',
  compliant: 'calm',
  notApplicable: 'plain',
};

/** Verdicts as people write them. */
const verdictNames                                    = {
  error: 'error',
  violation: 'violation',
  undetermined: 'undetermined',
  exempt: 'exempt',
  compliant: 'compliant',
  notApplicable: 'not applicable',
};

const reasonLimit = 20;
const relatedLimit = 20;
const diffLines = 40;
const valueLimit = 600;

/** A finding, folded but for its title, or standing open. */
function renderFinding(finding         , open         )         {
  const { verdict, severity, rule, title, resource, location, message, remedy, related = [], exposes = [], fix, change } = finding;
  const place = location === undefined ? undefined : html` <span class="place">${cut(`${location.file}:${location.line}:${location.column}`, 300)}</span>`;
  return html`<details${open ? html` open` : undefined}>
<summary><span class="badge badge-${looks[verdict]}">${verdictNames[verdict]}, ${severity}</span>${isFresh(finding) ? html`<span class="badge badge-plain">${change?.kind ?? ''}</span>` : undefined}<strong>${cut(title, 300)}</strong>
<span class="where">${cut(resource.name, 200)}${place === undefined ? undefined : ','}${place}</span></summary>
<div class="body">
<p>${sentence(cut(message, 1_000))}</p>
${change === undefined ? undefined : renderChange(change)}
${finding.reasons.length === 0 ? undefined : renderReasons(tellingReasons(finding))}
${fix === undefined ? undefined : renderFix(fix)}
${exposes.length === 0 ? undefined : html`<p>Opens ${exposes.slice(0, relatedLimit).map((exposed) => html`<code>${cut(exposed.rule, 200)}</code>`)}</p>`}
${remedy === undefined ? undefined : html`<p class="remedy"><strong>${remedyLabel(finding)}:</strong> ${sentence(cut(remedy, 1_000))}</p>`}
${related.length === 0 ? undefined : renderRelated(related)}
<p class="quiet">Rule <code>${cut(rule, 200)}</code>, effect ${cut(finding.effect, 60)}, on ${cut(resource.type, 200)}${resource.id === undefined ? undefined : html` <code>${cut(resource.id, 500)}</code>`}</p>
</div>
</details>`;
}

function renderReasons(reasons                   )         {
  const left = reasons.length - reasonLimit;
  const rows = reasons.slice(0, reasonLimit).map((reason) => {
    const { path, actual, relation, expected } = reasonWords(reason);
    return html`<tr><th scope="row"><code>${cut(path, 300)}</code></th><td><code>${cut(actual, valueLimit)}</code></td><td>${relation === '→' ? 'should be' : cut(relation, 60)}</td><td><code>${cut(expected, valueLimit)}</code></td></tr>`;
  });
  return html`<table class="reasons">
<caption>What decided${left > 0 ? ` (${left} more conditions are not shown)` : undefined}</caption>
<thead><tr><th scope="col">Property</th><th scope="col">Is</th><th scope="col">Condition</th><th scope="col">Value</th></tr></thead>
<tbody>
${rows}
</tbody>
</table>`;
}

function renderFix(fix     )         {
  return html`<table class="change">
<caption>${sentence(cut(fix.description, 400))} <span class="place">(${cut(`${fix.file}:${fix.line}:${fix.column}`, 300)})</span></caption>
<tbody>
<tr><th scope="row">Before</th><td><pre><del>${linesOf$1(fix.original)}</del></pre></td></tr>
<tr><th scope="row">After</th><td><pre><ins>${linesOf$1(fix.replacement)}</ins></pre></td></tr>
</tbody>
</table>`;
}

function linesOf$1(text        )         {
  return code(codeLines(text, diffLines, valueLimit));
}

function renderRelated(related                            )         {
  const left = related.length - relatedLimit;
  const items = related.slice(0, relatedLimit).map(({ file, line, column, message }) => html`<li><span class="place">${cut(`${file}:${line}:${column}`, 300)}</span>: ${sentence(cut(message, 300))}</li>`);
  return html`<p>See also:</p>
<ul>
${items}
${left > 0 ? html`<li>${left} more places</li>` : undefined}
</ul>`;
}

/** A browser takes so many folds with ease, and nobody opens more. */
const findingLimit = 2_000;
/** UTF-16 units of all findings together. */
const room = 4_000_000;
/** So few stand open: there is nothing to look for. */
const openLimit = 12;
/** From so many files on there is a table of contents. */
const contentsFrom = 4;
const contentsLimit = 300;

                                        
                      
                                    
 

/** The findings by file, each a fold, the worst first; of very many those that a browser takes, and the rest counted. `sorted` is worst first. */
function renderFindings(sorted                    )                     {
  if (sorted.length === 0) return undefined;
  const blocks = new Map                 ();
  let used = 0;
  for (const finding of sorted.slice(0, findingLimit)) {
    const block = renderFinding(finding, sorted.length <= openLimit);
    used += block.text.length;
    if (used > room) break;
    blocks.set(finding, block);
  }
  const groups = byFile(sorted);
  const sections = groups.map((group, index)          => ({ ...group, id: `file-${index + 1}`, shown: group.findings.flatMap((finding) => blocks.get(finding) ?? []) }));
  const shown = sections.filter((section) => section.shown.length > 0);
  const left = countBySeverity(sorted.filter((finding) => !blocks.has(finding)));
  const unseen = sections.length - shown.length;
  return html`<section aria-labelledby="findings">
<h2 id="findings">Findings (${sorted.length})</h2>
${left === undefined ? undefined : html`<p class="note">${left} left out to keep this page light${unseen === 0 ? '' : `, among them all of ${unseen} ${unseen === 1 ? 'file' : 'files'}`}; the JSON report has them.</p>`}
${shown.length < contentsFrom ? undefined : renderContents(shown)}
${shown.map(renderSection)}
</section>`;
}

function renderContents(sections                    )         {
  const left = sections.length - contentsLimit;
  const items = sections.slice(0, contentsLimit).map((section) => html`<li><a href="#${section.id}">${nameOf(section)}</a> <span class="quiet">(${section.findings.length})</span></li>`);
  return html`<nav aria-label="Files with findings">
<details${sections.length <= openLimit ? html` open` : undefined}>
<summary>${sections.length} files</summary>
<ol class="contents">
${items}
</ol>
${left > 0 ? html`<p class="quiet">${left} more files below.</p>` : undefined}
</details>
</nav>`;
}

function renderSection(section         )         {
  const left = section.findings.length - section.shown.length;
  return html`<section aria-labelledby="${section.id}">
<h3 id="${section.id}">${nameOf(section)} <span class="quiet">(${section.findings.length})</span></h3>
${section.shown}
${left > 0 ? html`<p class="quiet">${left} more ${left === 1 ? 'finding' : 'findings'} here ${left === 1 ? 'is' : 'are'} not shown.</p>` : undefined}
</section>`;
}

function nameOf({ file, findings }         )         {
  if (file === undefined) return findings.every(({ resource }) => resource.id !== undefined) ? 'On living resources' : 'In no file';
  return cut(file, 300) || '""';
}

const noteLimit = 50;
const factLimit = 200;

/** What the run came to, as the page's headline. */
function renderHeader(report        )         {
  const failed = report.steps.some((step) => step.status === 'failed');
  const effect = effectOf(report);
  const title = cut(report.title, 300);
  return html`<header>
<h1>${title.charAt(0).toUpperCase()}${title.slice(1)}: <span class="headline-${failed ? 'bad' : looks[shownVerdict(report)]}">${cut(outcomeOf(report), 300)}</span></h1>
<p class="quiet"><code>${cut(report.command, 60)}</code>${effect === undefined ? undefined : html` · ${effect}`}</p>
</header>`;
}

/** How many pairs of rule and resource came out how, as a bar and in numbers, and what was read. */
function renderSummary(report        )                     {
  const counts = verdictOrder.map((verdict) => ({ verdict, count: report.counts[verdict] ?? 0 })).filter(({ count }) => count > 0);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const read = calmSentence(report) ?? summaryOf(report);
  if (total === 0 && read === undefined) return undefined;
  return html`<section aria-labelledby="summary">
<h2 id="summary">Summary</h2>
${total === 0 ? undefined : renderBar(counts, total)}
${read === undefined ? undefined : html`<p>${read}</p>`}
</section>`;
}

                                                                                                     

function renderBar(counts        , total        )         {
  const width = 1_000;
  let used = 0;
  const pieces = counts.map(({ verdict, count }) => {
    const from = used;
    used += (count / total) * width;
    // What there is one of among ten thousand can be seen all the same.
    return html`<rect class="bar-${verdict}" x="${from.toFixed(1)}" y="0" width="${Math.max(2, used - from).toFixed(1)}" height="14"></rect>`;
  });
  const items = counts.map(({ verdict, count }) => html`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="bar-${verdict}" width="12" height="12" rx="2"></rect></svg>${countOf(verdict, count)}</li>`);
  return html`<svg class="bar" viewBox="0 0 ${width} 14" preserveAspectRatio="none" aria-hidden="true">
${pieces}
</svg>
<ul class="counts" aria-label="Rules on resources, by verdict">
${items}
</ul>`;
}

/** What the reader should not miss. */
function renderNotes({ notes }        )                     {
  if (notes.length === 0) return undefined;
  const left = notes.length - noteLimit;
  return html`<section aria-labelledby="notes">
<h2 id="notes">Notes</h2>
${notes.slice(0, noteLimit).map((note) => html`<p class="note">${sentence(cut(note, 1_000))}</p>`)}
${left > 0 ? html`<p class="quiet">${left} more notes are in the JSON report.</p>` : undefined}
</section>`;
}

function renderFacts({ facts }        )                     {
  if (facts.length === 0) return undefined;
  const left = facts.length - factLimit;
  return html`<section aria-labelledby="facts">
<h2 id="facts">Facts</h2>
<table>
<thead><tr><th scope="col">Fact</th><th scope="col">Value</th></tr></thead>
<tbody>
${facts.slice(0, factLimit).map(({ label, value }) => html`<tr><th scope="row">${cut(label, 100) || '""'}</th><td>${cut(value, 1_000)}</td></tr>`)}
</tbody>
</table>
${left > 0 ? html`<p class="quiet">${left} more facts are in the JSON report.</p>` : undefined}
</section>`;
}

/** Where everything of a picture of steps stands: a line of boxes below those that they wait for, and wires that touch no box. */

                          
                                   
                                    
                                   
                     
                     
                         
                          
 

/** Steps that all lead to the same steps share one wire: it comes together, and parts again. */
                       
                                           
                        
                                                    
                                                                       
 

                            
                         
                          
                                     
                                  
 

/** `columns` boxes at most stand side by side; the picture is `width` wide in its own units (a letter of a title is 13 high). */
                            
                         
                           
 

/** Sizes of letters; the sheet has the same. Titles are bold, which is wider. */
const letters = { title: 13, note: 12 }         ;
const line = 17;
const boldness = 1.15;
const padding = 12;
const gap = 20;
/** Between two tracks of wires. */
const track = 9;
const widestBox = 440;
/** Half of the widest stroke. */
const margin = 2;

                  
                          
                                       
                                 
                         
                        
 

/** Steps that lead to the same steps. */
                  
                                   
                                 
 

function stepScene({ steps, rest }             , { width, columns }           )            {
  const last = Math.max(...steps.map(({ number }) => number));
  const nodes                    = [
    ...steps.map(({ number, step, waitsFor })         => {
      const look = lookOf(step);
      const time = step.elapsed === undefined ? '' : ` ${look === 'failed' ? 'after' : 'in'} ${formatElapsed(step.elapsed)}`;
      return { number, waitsFor, look, title: `${number}  ${step.title}`, note: look === 'disruptive' ? `disturbs: ${step.disruption ?? ''}` : look === 'planned' ? '' : `${step.status}${time}` };
    }),
    ...(rest === 0 ? [] : [{ number: last + 1, waitsFor: endsOf(steps), look: 'rest'         , title: `${rest} more ${rest === 1 ? 'step' : 'steps, one after the other'}`, note: '' }]),
  ];
  const lines = linesOf(nodes, columns);
  const lineOf = new Map(lines.flatMap((row, index) => row.map(({ number }) => [number, index])));
  const bundles = bundlesOf(nodes);
  const spans = bundles.map(({ from, to }) => channelsOf(from.map((number) => lineOf.get(number) ?? 0), to.map((number) => lineOf.get(number) ?? 0)));
  // Wires that pass a line of boxes do so on the left of all.
  const corridors = bundles.flatMap((_bundle, index) => ((spans[index]?.length ?? 0) > 1 ? [index] : []));
  const left = margin + (corridors.length === 0 ? 0 : (corridors.length + 1) * track);
  const widest = Math.max(...lines.map(({ length }) => length));
  const free = width - left - margin;
  const boxWidth = Math.min(widestBox, (free - (widest - 1) * gap) / widest);

  const boxes = new Map                 ();
  const channels                                                                 = [];
  let top         = margin;
  lines.forEach((row, index) => {
    const texts = row.map((node) => measured(node, boxWidth - 2 * padding));
    const height = Math.max(...texts.map(({ title, note }) => (title.length + note.length) * line)) + 2 * padding - 4;
    const used = row.length * boxWidth + (row.length - 1) * gap;
    row.forEach(({ number, look }, place) => {
      const { title = [], note = [] } = texts[place] ?? {};
      boxes.set(number, { look, title, note, x: left + (free - used) / 2 + place * (boxWidth + gap), y: top, width: boxWidth, height });
    });
    const tracks = bundles.flatMap((_bundle, one) => (spans[one]?.includes(index) === true ? [one] : []));
    channels.push({ top: top + height, tracks });
    top += height + (index === lines.length - 1 ? margin : 22 + Math.max(1, tracks.length) * track);
  });

  const wires = bundles.map((bundle, index)       => {
    const heightIn = (channel        )         => (channels[channel]?.top ?? 0) + 10 + (channels[channel]?.tracks.indexOf(index) ?? 0) * track;
    const starts = bundle.from.flatMap((number) => {
      const box = boxes.get(number);
      return box === undefined ? [] : [{ channel: lineOf.get(number) ?? 0, x: box.x + box.width / 2, y: box.y + box.height }];
    });
    const ends = bundle.to.flatMap((number) => {
      const box = boxes.get(number);
      if (box === undefined) return [];
      const channel = (lineOf.get(number) ?? 0) - 1;
      const middle = box.x + box.width / 2;
      // In the middle arrives what comes straight down; what comes from elsewhere stays clear of the wire that another step lets down there.
      const isStraight = starts.some((start) => start.channel === channel && isSame(start.x, middle));
      const isTaken = (lines[channel] ?? []).some((node) => isSame(center(boxes.get(node.number)), middle));
      return [{ channel, x: isStraight || !isTaken ? middle : middle + 18, y: box.y }];
    });
    const points = [...starts, ...ends];
    const used = [...new Set(points.map(({ channel }) => channel))].toSorted((one, other) => one - other);
    const corridor = used.length > 1 ? [margin + (corridors.indexOf(index) + 0.5) * track] : [];
    const path = [
      ...points.map(({ channel, x, y }) => `M${round(x)} ${round(y)}V${round(heightIn(channel))}`),
      ...used.flatMap((channel) => {
        const xs = [...points.filter((point) => point.channel === channel).map(({ x }) => x), ...corridor];
        const [from, to] = [Math.min(...xs), Math.max(...xs)];
        return from === to ? [] : [`M${round(from)} ${round(heightIn(channel))}H${round(to)}`];
      }),
      ...corridor.map((x) => `M${round(x)} ${round(heightIn(used[0] ?? 0))}V${round(heightIn(used.at(-1) ?? 0))}`),
    ].join('');
    return { path, ends: ends.map(({ x, y }) => ({ x: round(x), y: round(y) })) };
  });
  return { width, height: Math.ceil(top), boxes: [...boxes.values()], wires };
}

/** Each step as far up as those that it waits for let it; of more than `columns` side by side several lines. */
function linesOf(nodes                   , columns        )                                 {
  const layers             = [];
  const layerOf = new Map                ();
  for (const node of nodes) {
    const layer = Math.max(-1, ...node.waitsFor.map((number) => layerOf.get(number) ?? -1)) + 1;
    layerOf.set(node.number, layer);
    (layers[layer] ??= []).push(node);
  }
  return layers.flatMap((layer) => Array.from({ length: Math.ceil(layer.length / columns) }, (_, index) => layer.slice(index * columns, (index + 1) * columns)));
}

function bundlesOf(nodes                   )                    {
  const targets = new Map                  ();
  for (const { number, waitsFor } of nodes) for (const before of waitsFor) targets.set(before, [...(targets.get(before) ?? []), number]);
  const bundles = new Map                                                                     ();
  for (const [from, to] of targets) {
    const bundle = bundles.get(to.join());
    if (bundle === undefined) bundles.set(to.join(), { from: [from], to });
    else bundle.from.push(from);
  }
  return [...bundles.values()];
}

/** The spaces below lines through which a wire runs from side to side, each by the number of the line above it. */
function channelsOf(from                   , to                   )                    {
  return [...new Set([...from, ...to.map((index) => index - 1)])];
}

function measured({ title, note }        , width        )                                  {
  return { title: fitLines(title, width, letters.title * boldness, 4), note: fitLines(note, width, letters.note, 3) };
}

function center(box                     )         {
  return box === undefined ? Number.NaN : box.x + box.width / 2;
}

/** Places are reckoned in fractions. */
function isSame(one        , other        )          {
  return Math.abs(one - other) < 0.5;
}

function round(number        )         {
  return Math.round(number * 10) / 10;
}

/** A picture that a reader of screens hears as its title and description. `key` tells it from others on the page; ids begin with it. */
function renderStepScene(scene           , key        , title        , description        )         {
  return html`<svg class="plan" viewBox="0 0 ${scene.width} ${scene.height}" width="${scene.width}" height="${scene.height}" role="img" aria-labelledby="${key}-title ${key}-desc">
<title id="${key}-title">${title}</title>
<desc id="${key}-desc">${description}</desc>
${scene.wires.map(renderWire)}
${scene.boxes.map(renderBox)}
</svg>`;
}

function renderWire({ path, ends }      )         {
  return html`<g><path class="link" d="${path}"></path>${ends.map(({ x, y }) => html`<polygon class="tip" points="${x},${y - 1} ${x - 4},${y - 8} ${x + 4},${y - 8}"></polygon>`)}</g>`;
}

function renderBox({ look, title, note, x, y, width, height }         )         {
  const text = (kind        , content        , index        )         => html`<text class="${kind}" x="${x + width / 2}" y="${y + 6 + (index + 1) * line}">${content}</text>`;
  return html`<g class="step step-${look}">
<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${look === 'done' ? 14 : 5}"></rect>
${title.map((content, index) => text('title', content, index))}
${note.map((content, index) => text('note', content, title.length + index))}
</g>`;
}

const stepLimit = 500;
const detailLimit = 100;

/** What was done or would be: a table; of steps that wait for each other a picture and a list that says why, after what, and what is disturbed. */
function renderSteps({ steps, dryRun }        )                     {
  if (steps.length === 0) return undefined;
  const left = steps.length - stepLimit;
  return html`<section aria-labelledby="steps">
<h2 id="steps">${dryRun ? 'Steps that would be taken' : 'Steps'}</h2>
${isOrdered(steps) ? renderPlan(steps) : renderTable(steps)}
${left > 0 ? html`<p class="quiet">${left} more steps are in the JSON report.</p>` : undefined}
</section>`;
}

function renderTable(steps                       )         {
  return html`<table>
<thead><tr><th scope="col">Step</th><th scope="col">Result</th><th scope="col" class="number">Time</th></tr></thead>
<tbody>
${steps.slice(0, stepLimit).map(({ title, status, details, elapsed }) => html`<tr><td>${cut(title, 300)}${details.length === 0 ? undefined : html`<br>${renderDetails(details)}`}</td><td>${status}</td><td class="number">${elapsed === undefined ? undefined : formatElapsed(elapsed)}</td></tr>`)}
</tbody>
</table>`;
}

function renderDetails(details                   )         {
  const left = details.length - detailLimit;
  return html`${details.slice(0, detailLimit).map((detail, index) => html`${index === 0 ? undefined : html`<br>`}<code>${cut(detail, 600)}</code>`)}${left > 0 ? html`<br><span class="quiet">${left} more lines</span>` : undefined}`;
}

function renderPlan(steps                       )         {
  return html`${renderPicture(steps)}
<ol class="plan-steps">
${numbered$1(steps).slice(0, stepLimit).map(renderStep)}
</ol>`;
}

/** Drawn twice, for wide and narrow windows: letters that shrink with the picture nobody reads on a telephone. */
function renderPicture(steps                       )                     {
  const picture = pictureOf(steps.map((step) => ({ ...step, title: cut(step.title, 300), ...(step.disruption === undefined ? {} : { disruption: cut(step.disruption, 300) }) })));
  if (picture === undefined) return undefined;
  const title = 'The steps and what each waits for';
  const description = `${steps.length} steps. The list below has each of them.`;
  return html`<div class="picture on-desk" tabindex="0" role="group" aria-label="${title}">
${renderStepScene(stepScene(picture, { width: 800, columns: 3 }), 'plan', title, description)}
</div>
<div class="picture on-telephone" tabindex="0" role="group" aria-label="${title}">
${renderStepScene(stepScene(picture, { width: 330, columns: 1 }), 'plan-narrow', title, description)}
</div>`;
}

function renderStep({ step, waitsFor }              )         {
  const { title, status, details, why, disruption, elapsed } = step;
  const result = status === 'planned' ? undefined : html` <span class="quiet">${status}${elapsed === undefined ? undefined : html` ${status === 'failed' ? 'after' : 'in'} ${formatElapsed(elapsed)}`}</span>`;
  return html`<li><strong>${cut(title, 300)}</strong>${result}
${why === undefined ? undefined : html`<p>${sentence(cut(why, 1_000))}</p>`}
${waitsFor.length === 0 ? undefined : html`<p class="quiet">Waits for ${numbersText(waitsFor)}</p>`}
${disruption === undefined ? undefined : html`<p class="disturbs">Disturbs: ${sentence(cut(disruption, 400))}</p>`}
${details.length === 0 ? undefined : html`<div>${renderDetails(details)}</div>`}</li>`;
}

/** The looks of a fleet. */
const driftStyle = `
.state-fill-failing { fill: var(--open); } .state-fill-undetermined { fill: var(--unsure); } .state-fill-unseen { fill: var(--unseen); } .state-fill-clean { fill: var(--shut); }
.state-failing { color: var(--open); font-weight: 600; } .state-unseen { color: var(--unseen); font-weight: 600; }
.states { height: 22px; }
.counts strong { font-size: 1.15rem; }
.sections { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: .75rem 0 0; padding: 0; }
.scroll { max-height: 42rem; overflow: auto; }
.scroll thead th { position: sticky; top: 0; z-index: 1; }
.scroll tfoot td { position: sticky; bottom: 0; background: var(--raised); color: var(--quiet); }
.scroll table { margin: 0; border-collapse: separate; border-spacing: 0; }
.places { min-width: 46rem; } .changes { min-width: 60rem; }
/* Of ten thousand rows a browser would measure every cell before it showed one. */
.clusters { min-width: 62rem; table-layout: fixed; }
.clusters .wide { width: 18%; } .clusters .middling { width: 13%; }
.changes { table-layout: fixed; } .changes .wide { width: 27%; } .changes .middling { width: 18%; } .changes .narrow { width: 9%; }
.places tbody th { min-width: 13rem; }
.places .share { width: 16rem; height: 12px; }
.places thead .number, .clusters thead .number { white-space: normal; }
.details { margin: 0; padding-left: 1.1rem; }
.remedies ol { margin: .3rem 0; padding-left: 1.5rem; }
.remedies pre { padding: .5rem .7rem; background: var(--raised); border: 1px solid var(--line); border-radius: 4px; }
.choices { display: flex; flex-wrap: wrap; align-items: center; gap: .4rem 1.25rem; margin: .6rem 0; }
fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 1px solid var(--line); border-radius: 6px; margin: 0; padding: .2rem .8rem .45rem; }
legend { color: var(--quiet); font-size: .875rem; padding: 0 .3rem; }
.choice { display: inline-flex; flex-wrap: wrap; align-items: center; gap: .4rem; min-height: 1.75rem; min-width: 0; max-width: 100%; }
input, select { font: inherit; accent-color: var(--link); max-width: 100%; min-width: 1rem; text-overflow: ellipsis; }
select { color: var(--text); background: var(--ground); border: 1px solid var(--quiet); border-radius: 4px; padding: .1rem .3rem; }
input:focus-visible, select:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.choose { counter-reset: shown; }
.clusters tbody tr { counter-increment: shown; }
.shown::after { content: counter(shown) " shown"; }
@media print { .scroll { max-height: none; overflow: visible; } .scroll thead th, .scroll tfoot td { position: static; } .choices { display: none; } }
`;

/** The looks of the ways out. Sizes of letters are those of `letters` in scene.ts: the places of texts are reckoned with them. */
const exposureStyle = `
:root { --open: #c8372d; --unsure: #9a6700; --meant: #0550ae; --unseen: #57606a; --shut: #1f7a37; }
@media (prefers-color-scheme: dark) {
  :root { --open: #ff7b72; --unsure: #d29922; --meant: #79b8ff; --unseen: #9da7b3; --shut: #57ab5a; }
}
h4 { font-size: .9375rem; margin: .75rem 0 .4rem; }
.picture { overflow-x: auto; margin: .75rem 0; }
.picture:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.picture > svg { display: block; width: 100%; min-width: 52rem; height: auto; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 30rem), 1fr)); gap: 0 1.5rem; }
.pair > div { min-width: 0; }
.pair .picture > svg { min-width: 30rem; }
.ways text { fill: var(--text); font-size: 13px; }
.ways .small { fill: var(--quiet); font-size: 12px; }
.ways .middle { text-anchor: middle; }
.ways .strong, .ways .state, .ways .question { font-weight: 600; }
.network { fill: none; stroke: var(--quiet); stroke-width: 2px; }
.cluster { fill: var(--raised); stroke: var(--text); stroke-width: 1.5px; }
.zone { fill: var(--raised); stroke: var(--line); }
.changed { fill: var(--ground); stroke: var(--text); }
.ways .state, .ways .question { font-size: 12px; fill: var(--way); }
.way { --way: var(--text); }
.way-open { --way: var(--open); } .way-undetermined { --way: var(--unsure); } .way-meant { --way: var(--meant); } .way-notVisible { --way: var(--unseen); } .way-closed { --way: var(--shut); }
.wire { fill: none; stroke: var(--way); stroke-width: 2px; }
.way-open .wire { stroke-width: 4px; }
.way-undetermined .wire { stroke-dasharray: 7 4; }
.way-notVisible .wire { stroke-dasharray: 1 5; stroke-linecap: round; }
.barrier { stroke: var(--way); stroke-width: 4px; }
.solid { fill: var(--way); }
.mark { fill: var(--ground); stroke: var(--way); stroke-width: 2px; }
.state-open { color: var(--open); font-weight: 600; } .state-undetermined { color: var(--unsure); font-weight: 600; } .state-meant { color: var(--meant); font-weight: 600; }
.fleet { min-width: 46rem; } .fleet thead .number { white-space: normal; }
.fleet td:last-child { min-width: 18rem; }
.share { display: block; width: 8rem; height: 10px; }
.fill-open { fill: var(--open); } .fill-undetermined { fill: var(--unsure); } .fill-meant { fill: var(--meant); } .fill-notVisible { fill: var(--unseen); } .fill-closed { fill: var(--shut); }
`;

/** The looks of plans. Sizes of letters are those of `letters` in layout.ts: the places of texts are reckoned with them. */
const stepStyle = `
:root { --disturbs: #b3500a; }
@media (prefers-color-scheme: dark) { :root { --disturbs: #f0883e; } }
.picture > .plan { width: auto; max-width: none; min-width: 0; margin: 0 auto; }
.plan text { fill: var(--text); text-anchor: middle; }
.plan .title { font-size: 13px; font-weight: 600; }
.plan .note { font-size: 12px; fill: var(--step); }
.step { --step: var(--quiet); }
.step rect { fill: var(--raised); stroke: var(--step); stroke-width: 1.5px; }
.step-disruptive { --step: var(--disturbs); } .step-disruptive rect { stroke-width: 2.5px; }
.step-done { --step: var(--calm); } .step-failed { --step: var(--bad); } .step-failed rect { stroke-width: 3px; }
.step-passed rect, .step-rest rect { stroke-dasharray: 4 4; }
.link { fill: none; stroke: var(--quiet); stroke-width: 1.5px; }
.tip { fill: var(--quiet); }
.on-telephone { display: none; }
.plan-steps { margin: 1rem 0; padding-left: 2.25rem; }
.plan-steps > li { margin: .75rem 0; padding-left: .25rem; }
.plan-steps p { margin: .1rem 0; }
.disturbs { color: var(--disturbs); }
@media (max-width: 52rem) { .on-desk { display: none; } .on-telephone { display: block; } }
`;

/**
 * The page's style. Each text is at least 4.5 : 1 against its ground, in light and in dark (WCAG 2.2, 1.4.3); `npm run test:browser`
 * measures it. On paper folds stand open.
 */
const style = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f8fa; --line: #d0d7de; --text: #1f2328; --quiet: #57606a; --link: #0550ae;
  --bad: #b3261e; --bad-ground: #fdecea; --doubt: #7a4d00; --doubt-ground: #fff4d6; --calm: #1a6b33; --calm-ground: #e6f6ea; --plain-ground: #eaeef2;
  --bar-error: #7d1a14; --bar-violation: #c8372d; --bar-undetermined: #b87a00; --bar-exempt: #8c959f; --bar-compliant: #2c9147; --bar-notApplicable: #d0d7de;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #0d1117; --raised: #161b22; --line: #3d444d; --text: #e6edf3; --quiet: #9da7b3; --link: #79b8ff;
    --bad: #ff9a92; --bad-ground: #3c1618; --doubt: #f0c05a; --doubt-ground: #33260a; --calm: #7ddb95; --calm-ground: #12301c; --plain-ground: #21262d;
    --bar-error: #ff9a92; --bar-violation: #e5534b; --bar-undetermined: #c69026; --bar-exempt: #768390; --bar-compliant: #57ab5a; --bar-notApplicable: #3d444d;
  }
}
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 68rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--text); background: var(--ground); overflow-wrap: anywhere; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; }
h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line); }
ul { margin: .3rem 0; }
h3 { font-size: 1rem; margin: 1.5rem 0 .6rem; }
p { margin: .4rem 0; }
a { color: var(--link); }
code, pre, .place { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; font-size: .875em; }
pre { margin: 0; white-space: pre-wrap; }
.quiet { color: var(--quiet); }
.headline-bad { color: var(--bad); } .headline-doubt { color: var(--doubt); } .headline-calm { color: var(--calm); } .headline-plain { color: var(--quiet); }
.bar { display: block; width: 100%; height: 14px; margin: 0 0 .75rem; border-radius: 4px; }
.bar-error { fill: var(--bar-error); } .bar-violation { fill: var(--bar-violation); } .bar-undetermined { fill: var(--bar-undetermined); }
.bar-exempt { fill: var(--bar-exempt); } .bar-compliant { fill: var(--bar-compliant); } .bar-notApplicable { fill: var(--bar-notApplicable); }
.counts { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; list-style: none; margin: 0 0 .5rem; padding: 0; }
.counts svg { width: .75rem; height: .75rem; margin-right: .4rem; }
.note { margin: .5rem 0; padding: .5rem .8rem; border-left: 3px solid var(--doubt); background: var(--doubt-ground); }
table { border-collapse: collapse; width: 100%; margin: .6rem 0; font-size: .9375rem; }
caption { text-align: left; color: var(--quiet); font-size: .875rem; padding-bottom: .25rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem; border: 1px solid var(--line); }
/* Of our own words alone: one that may break anywhere stands a letter to a line where it is narrow. */
thead th { background: var(--raised); overflow-wrap: normal; }
tbody th { font-weight: 600; }
.number { text-align: right; white-space: nowrap; }
.contents { columns: 22rem; padding-left: 3rem; margin: .6rem 0; }
.contents li { break-inside: avoid; }
details { border: 1px solid var(--line); border-radius: 6px; margin: .5rem 0; background: var(--ground); }
summary { cursor: pointer; padding: .55rem .8rem; border-radius: 6px; background: var(--raised); }
summary:focus-visible, a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.body { padding: .4rem .8rem .7rem; }
.badge { display: inline-block; padding: 0 .5rem; margin-right: .5rem; border-radius: 1rem; font-size: .8125rem; font-weight: 600; white-space: nowrap; }
.badge-bad { color: var(--bad); background: var(--bad-ground); } .badge-doubt { color: var(--doubt); background: var(--doubt-ground); }
.badge-calm { color: var(--calm); background: var(--calm-ground); } .badge-plain { color: var(--text); background: var(--plain-ground); }
.where { display: block; color: var(--quiet); font-size: .875rem; }
.change del { text-decoration: none; color: var(--bad); } .change ins { text-decoration: none; color: var(--calm); }
.change th { width: 5rem; }
.remedy { border-left: 3px solid var(--calm); padding-left: .7rem; }
footer { margin-top: 2.5rem; color: var(--quiet); font-size: .875rem; }
${exposureStyle}${driftStyle}${stepStyle}
@media (max-width: 30rem) {
  body { padding: 1rem .75rem 2rem; }
  th, td { padding: .25rem .35rem; }
  /* Four columns would stand a syllable to a line. */
  .reasons thead { display: none; } .reasons tr, .reasons th { display: block; } .reasons td { display: inline-block; } .reasons th, .reasons td { border: 0; } .reasons tr { border: 1px solid var(--line); }
}
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  details { break-inside: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  nav { display: none; }
}
`;

/**
 * The report as one page that needs nothing else: no script, no font, no image from anywhere. Its content policy admits this
 * one style sheet, so that even markup which slipped through could neither run nor fetch. At any number of findings it stays
 * below some megabytes and says what it leaves out.
 */
function renderHtml(report        )         {
  const { drift } = report;
  const sheet = `${style}${choiceStyle(drift?.clusters ?? [])}`;
  const hash = createHash('sha256').update(sheet).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const page = html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${cut(report.title, 200)} · aks-network-isolation</title>
<style>${new Markup(sheet)}</style>
</head>
<body>
${renderHeader(report)}
<main>
${renderLook(report)}
${renderSummary(report)}
${renderNotes(report)}
${renderChanges(report)}
${renderPlaces(drift?.places ?? [])}
${drift === undefined ? undefined : renderClusters(drift)}
${drift === undefined ? renderExposures(report.exposures ?? []) : renderLoudExposures(exposuresInOrder(report))}
${renderFacts(report)}
${renderSteps(report)}
${renderRemedies(drift?.remedies ?? [])}
${renderFindings(drift?.earlier === undefined ? worstFirst(report.findings) : freshFirst(report.findings))}
</main>
<footer>aks-network-isolation ${cut(report.toolVersion ?? '', 60)}${report.planHash === undefined ? undefined : html` · plan <code>${cut(report.planHash, 80)}</code>`}</footer>
</body>
</html>
`;
  return page.text;
}

export { renderHtml };
