import { clusterKey } from './earlier.js';
import { mostWhole } from './meant.js';
import { exposureRules } from './catalogue.js';

/** Messages of a way that are told; the rest is counted. */
const mostTold = 3;

/**
 * The clusters with their ways as a report shows them.
 * @param before the states of an earlier look, by cluster and rule
 * @param isFleet of a fleet only the ways that somebody has to look at are shown
 */
function reportExposures(clusters                          , before              = new Map(), isFleet = clusters.length > mostWhole)                            {
  return clusters.map(({ cluster, answers }) => {
    const { id, name } = cluster.resource;
    const earlier = before.get(clusterKey(name, id));
    return { cluster: { name, ...(id === undefined ? {} : { id }) }, network: networkWords(cluster.network), ways: answers.map((answer) => wayOf(answer, earlier?.get(answer.rule.id))).filter(({ state, before: was }) => !isFleet || was !== undefined || (state !== 'closed' && state !== 'notVisible')) };
  });
}

function wayOf({ rule, state, evidence, declarations }              , before                      )            {
  const targets = [...new Set(evidence.flatMap(({ target }) => target ?? []))];
  const isThrough = state === 'open' || state === 'meant';
  return {
    rule: rule.id,
    name: rule.short,
    kind: rule.kind,
    severity: rule.severity,
    state,
    message: told([...new Set(evidence.map(({ message }) => message)), ...declarations.map(({ reason }) => `meant: ${reason}`)]),
    ...(isThrough && targets.length > 0 ? { target: told(targets) } : {}),
    ...(before === undefined || before === state ? {} : { before }),
  };
}

function told(parts                   )         {
  const more = parts.length - mostTold;
  return `${parts.slice(0, mostTold).join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function networkWords({ kind, subnets, networks }                                     )         {
  if (kind === 'managed') return 'the network that AKS makes';
  const names = subnets.items.map(({ name }) => `\`${name}\``);
  if (names.length > 0) return `${names.length === 1 ? 'subnet' : 'subnets'} ${told(names).replaceAll('; ', ', ')}`;
  return networks.length > 0 ? `network \`${networks[0]?.name ?? ''}\`` : 'a network that is not visible here';
}

/** What each exposure rule is about. */
function exposureReportRules()                        {
  return exposureRules.map(({ id, title, severity, leak, remedy }) => ({ rule: id, title, severity, description: leak, remedy }));
}

export { exposureReportRules, reportExposures };
