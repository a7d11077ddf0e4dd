import { severities, isUnknown } from './ground.js';
import { fixOf } from './fix-of.js';
import { isMissing, pathOf } from './spot.js';

/** So much of the evidence is told in a message, named as another place, and given as a reason. */
const most = { told: 3, related: 8, reasons: 20 }         ;

/** A finding with the values that it rests on. */
                                  
                            
                                               
                                  
                             
 

/**
 * What is open and not meant, and what cannot be decided although it was given, as findings about the cluster. What is only not visible is none.
 * @param least ways of less severity make no finding
 */
function exposureFindings({ cluster, answers }                             , least           = 'low')                             {
  return answers
    .filter(({ rule, state }) => (state === 'open' || state === 'undetermined') && severities.indexOf(rule.severity) <= severities.indexOf(least))
    .map((answer) => ({ finding: findingOf(cluster.resource, answer), spots: answer.evidence.flatMap(({ spot }) => (spot === undefined ? [] : [spot])), cluster: cluster.resource }));
}

function findingOf({ type, name, id, originOf }          , { rule, state, evidence }              )          {
  const places = evidence.flatMap(({ spot, message }) => {
    const location = spot === undefined ? undefined : locationOf(spot);
    return location === undefined ? [] : [{ ...location, message }];
  });
  const [first, ...others] = places;
  const location = first === undefined ? locationAt(originOf?.('')) : plain(first);
  const related = distinct(others, location).slice(0, most.related);
  const fix = state === 'open' ? fixFor(evidence) : undefined;
  return {
    rule: rule.id,
    title: rule.title,
    verdict: state === 'open' ? 'violation' : 'undetermined',
    effect: 'audit',
    severity: rule.severity,
    resource: { type, name, ...(id === undefined ? {} : { id }) },
    ...(location === undefined ? {} : { location }),
    message: messageOf(evidence, name),
    reasons: evidence.slice(0, most.reasons).flatMap(({ spot, wanted, state: one }) => (spot === undefined || (wanted === undefined && isMissing(spot)) ? [] : [reasonOf(spot, wanted, one)])),
    remedy: rule.remedy,
    ...(related.length === 0 ? {} : { related }),
    ...(fix === undefined ? {} : { fix }),
  };
}

/** "Cluster `c`: pool `a` gives its nodes public addresses; pool `b` …, and 3 more." */
function messageOf(evidence                     , name        )         {
  const messages = [...new Set(evidence.map(({ message }) => message))];
  const told = messages.slice(0, most.told).join('; ');
  return `Cluster \`${name}\`: ${told}${messages.length > most.told ? `; and ${messages.length - most.told} more` : ''}.`;
}

/** Undefined is wanted where the way is closed without a value. */
function reasonOf(spot      , wanted         , state                   )         {
  const path = pathOf(spot);
  return { kind: 'field', expression: `${spot.resource.type}/${path}`, path, operator: 'notEquals', actual: spot.value, expected: wanted, result: state === 'open' ? true : 'unknown' };
}

function locationOf({ resource, pointer }      )                       {
  return locationAt(resource.originOf?.(pointer));
}

function locationAt(origin                                                                                                                   )                       {
  return origin === undefined ? undefined : { file: origin.file, line: origin.line ?? 1, column: origin.column ?? 1, pointer: origin.pointer };
}

function plain({ file, line, column, pointer }          )           {
  return { file, line, column, pointer };
}

function distinct(places                            , first                      )                             {
  const seen = new Set(first === undefined ? [] : [`${first.file}#${first.pointer}`]);
  return places.filter(({ file, pointer }) => {
    const key = `${file}#${pointer}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** One literal that every open value comes from. */
function fixFor(evidence                     )                 {
  const changes = evidence.map(({ spot, wanted }) => (spot === undefined || wanted === undefined || spot.value === undefined || isUnknown(spot.value) ? undefined : { resource: spot.resource, change: { kind: 'replace', pointer: spot.pointer, value: wanted }          }));
  const [first] = changes;
  if (first === undefined || changes.some((one) => one?.resource !== first.resource)) return undefined;
  return fixOf(changes.flatMap((one) => (one === undefined ? [] : [one.change])), first.resource);
}

export { exposureFindings };
