import { isLinkable, isFresh, placesOf, earlierRun, renderUnseen, renderHealed, renderRemedies, join, withoutHidden, prefixWithin, renderWhere, renderChange, exposuresInOrder, pictureLimit, renderPlaces, renderClusters, renderExposures, renderFindings, lengthOf } from './workflow.js';
import { prose, codeSpan, diagramLabel } from './start.js';
import { outcomeOf, worstFirst, changeCounts } from './run.js';
import { parseScope, parseResourceId } from './ground.js';

/** What is the matter, in a sentence. */
function renderLead(report        )         {
  const clusters = report.drift?.clusters ?? [];
  const outcome = prose(outcomeOf(report), 200);
  const [first] = clusters;
  if (first === undefined) return `There is no cluster to look at: **${outcome}**.`;
  if (clusters.length === 1) return leadOfOne(first, outcome);
  const count = (state                        )         => clusters.filter((cluster) => cluster.state === state).length;
  const parts = [
    ...(count('failing') === 0 ? [] : [`${count('failing')} of ${clusters.length} clusters ${count('failing') === 1 ? 'is' : 'are'} not isolated as agreed`]),
    ...(count('undetermined') === 0 ? [] : [`of ${count('undetermined')} it is not known`]),
    ...(count('unseen') === 0 ? [] : [`${count('unseen')} could not be read`]),
  ];
  const sentence = parts.length === 0 ? `All ${clusters.length} clusters are isolated as agreed` : parts.join(', ');
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}: **${outcome}**.`;
}

function leadOfOne({ name, state }               , outcome        )         {
  const cluster = codeSpan(name, 100);
  switch (state) {
    case 'failing':
      return `Cluster ${cluster} is not isolated as agreed: **${outcome}**.`;
    case 'undetermined':
      return `Whether cluster ${cluster} is isolated as agreed is not known: **${outcome}**.`;
    case 'unseen':
      return `Cluster ${cluster} could not be read: **${outcome}**.`;
    case 'clean':
      return `Cluster ${cluster} is isolated as agreed: **${outcome}**.`;
  }
}

/** The last line: where to find more. The page of an artifact has a number of its own in each run, so in its place stands the run's list of artifacts. */
function renderLinks({ runUrl, reportUrl }            )         {
  const artifacts = /^(https?:\/\/.*\/actions\/runs\/\d+)(?:\/attempts\/\d+)?\/artifacts\/\d+$/.exec(reportUrl ?? '')?.[1];
  const parts = [
    'aks-network-isolation',
    ...(isLinkable(reportUrl) ? [`[whole report](${artifacts === undefined ? reportUrl : `${artifacts}#artifacts`})`] : []),
    ...(isLinkable(runUrl) ? [`[run](${runUrl})`] : []),
  ];
  return `<sub>${parts.join(' · ')}</sub>`;
}

/** What a reader can do, in order. Empty where nothing was found. */
function renderNext({ findings, drift }        )         {
  const isPlanned = drift?.remedies?.some(({ kind }) => kind === 'planned' || kind === 'held') === true;
  const isUnclear = findings.some(({ verdict }) => verdict === 'undetermined') || (drift !== undefined && drift.unseen.length > 0);
  const steps = [
    ...(findings.length === 0
      ? []
      : [
          `**Nobody meant it?** Undo it: ${isPlanned ? 'the way back above has the steps' : 'each finding says what to do'}.`,
          '**Somebody meant it?** Declare the way out under `egress` in `.github/aks-isolation.yml`, or agree to it for a time with an exemption in `.github/aks-isolation-exemptions.yml`.',
        ]),
    ...(isUnclear ? ['**Not known or not read?** Let the identity of the run read it: what is not known counts as not clean.'] : []),
  ];
  if (steps.length === 0) return '';
  const lines = steps.map((step, index) => `${index + 1}. ${step}`);
  return ['#### What to do', '', ...lines, '', 'The next runs keep this text up to date, and tell in comments what is new, worse or healed.'].join('\n');
}

const smallestLimit$1 = 4_000;
/** A comment is read in a mail; who wants more of it opens the issue. */
const freshLimit = 20;
const healedLimit = 20;

/**
 * What changed since the earlier run, as a comment on the issue: what is new, worse or healed with who wrote and when, and what was done about it.
 * Empty where nothing changed or nothing follows: then there is nothing to say. Holds no `<!--`.
 */
function renderIssueComment(report        , options                     )         {
  const { drift, findings } = report;
  if (drift?.isConclusive !== true) return '';
  const fresh = worstFirst(findings.filter(isFresh));
  const done = (drift.remedies ?? []).filter(({ kind }) => kind === 'applied' || kind === 'failed');
  if (fresh.length + drift.healed.length + done.length === 0) return '';
  const limit = Math.max(smallestLimit$1, options.limit) - 1;
  const placeOf = placesOf(drift);
  const { earlier } = drift;
  const lead = earlier === undefined ? '' : `Since ${earlierRun(earlier, options.runUrl)}: **${changeCounts(drift)}**.`;
  const unseen = renderUnseen(drift, limit / 10, true);
  const links = renderLinks(options);
  const news = renderFresh(fresh, placeOf, limit * 0.45);
  const healed = renderHealed(drift.healed, placeOf, limit * 0.2, healedLimit);
  const remedies = renderRemedies(done, limit - join([lead, news, healed, unseen, links]).length - 6);
  return withoutHidden(`${join([lead, news, healed, remedies, unseen, links])}\n`);
}

function renderFresh(findings                    , placeOf         , room        )         {
  if (findings.length === 0) return '';
  const heading = `#### New or worse (${findings.length})\n`;
  const shown = prefixWithin(itemsOf(findings.slice(0, freshLimit), placeOf), room - heading.length - 60, 1);
  const left = findings.length - shown.length;
  return [heading, ...shown, ...(left === 0 ? [] : [`- ${left} more; the issue has the worst`])].join('\n');
}

function* itemsOf(findings                    , placeOf         )                    {
  for (const { title, rule, severity, verdict, resource, message, change } of findings) {
    const head = `- **${prose(title, 200)}** (${codeSpan(rule, 100)}, ${verdict}, ${severity}) on ${codeSpan(resource.name, 200)}${renderWhere(placeOf(resource))}: ${prose(message, 300)}`;
    yield [head, ...(change === undefined ? [] : renderChange(change, '  '))].join('\n');
  }
}

const kindNames                                          = { managementGroup: 'management group', subscription: 'subscription', resourceGroup: 'resource group' };

/** The same for every run on the same target: what it is about, and nothing that changes from night to night. Letters, digits and quiet punctuation only; at most 150 units. */
function issueTitle({ target }        )         {
  return `AKS network isolation: ${subjectOf(target)} drifted`;
}

function subjectOf({ id, name }                  )         {
  const scope = parseScope(id.slice(0, 1_000));
  if (scope !== undefined) return `clusters of ${kindNames[scope.kind]} ${diagramLabel(name, 80)}`;
  const isCluster = parseResourceId(id.slice(0, 1_000))?.type.toLowerCase() === 'microsoft.containerservice/managedclusters';
  // The name of a list says how many there are.
  return isCluster ? `cluster ${diagramLabel(name, 80)}` : 'clusters';
}

/** Below this nothing of use fits. */
const smallestLimit = 4_000;

/**
 * What is wrong with living clusters now, as the body of an issue that lives as long as it is wrong. Two runs that found the same give the same
 * text but for the address of the run: no time of a run, no count of what is new, and nothing that Azure words anew each time. Of more than fits,
 * the worst stays, and the rest is counted. Holds no `<!--`, so nothing in it poses as what a sender hides there.
 */
function renderIssueBody(report        , options              )         {
  const limit = Math.max(smallestLimit, options.limit) - 1;
  const { drift } = report;
  const exposures = exposuresInOrder(report).slice(0, pictureLimit + 1);
  const head = [
    renderLead(report),
    ...(drift === undefined ? [] : [renderUnseen(drift, limit / 10, false), renderPlaces(drift, limit / 10, 15), renderClusters(drift.clusters, limit / 10, 20, true)]),
    exposures.length > pictureLimit ? '' : renderExposures(exposures, limit / 6),
  ];
  const foot = [renderNext(report), renderLinks(options)];
  const remedies = renderRemedies((drift?.remedies ?? []).filter(({ kind }) => kind !== 'applied' && kind !== 'failed').map(asPlanned), limit / 5);
  const findings = renderFindings(report.findings, limit - lengthOf([...head, remedies, ...foot]), { change: 'lasting', placeOf: placesOf(drift) });
  return withoutHidden(`${join([...head, findings, remedies, ...foot])}\n`);
}

/** How long a step took is a matter of one run. */
function asPlanned(remedy              )               {
  return { ...remedy, steps: remedy.steps.map(({ elapsed: _elapsed, ...step }) => step) };
}

export { issueTitle, renderIssueBody, renderIssueComment };
