import { parseResourceId, formatResourceId } from './ground.js';
import { idKey, resourceKey, findingKey } from './key.js';
import { compareWorstFirst, compareText, isTime, verdictRank, severityRank, worstOf } from './tell-issue.js';
import { most, stateVersion } from './form.js';

/**
 * The run as a compact text of one line, the same for equal runs in whatever order, which `parseEarlierState` reads. Messages are left out.
 * When it does not fit, clusters without findings are left out, then findings, the mildest first; that findings are missing is kept.
 * @param fits whether a text has room where it is to be kept: its length after compression, say. It must take the text of a run of nothing
 */
function stateOf(run            , fits                             = (state) => state.length <= most.length)         {
  // Ids take the most room: of what is equally bad, the findings of one resource stay together.
  const findings = run.findings.filter(isWritable).toSorted((left, right) => compareWorstFirst(left, right) || byResource(left, right)).slice(0, most.findings);
  const byKey = new Map(run.clusters.filter((id) => id !== '' && id.length <= most.id).toSorted().map((id) => [idKey(id), id]         ));
  const clusters = [...byKey].toSorted(([left], [right]) => compareText(left, right)).map(([, id]) => id).slice(0, most.clusters);
  const attempt = (count        , ids                   )         => JSON.stringify(formOf(run, findings.slice(0, count), ids));
  const whole = attempt(findings.length, clusters);
  if (fits(whole)) return whole;
  const found = (count        )                    => {
    const on = new Set(findings.slice(0, count).map(({ resource }) => resourceKey(resource)));
    return clusters.filter((id) => on.has(idKey(id)));
  };
  const withoutOthers = attempt(findings.length, found(findings.length));
  if (fits(withoutOthers)) return withoutOthers;
  // The greatest number of findings that has room; one fewer never takes more.
  let [low, high] = [0, findings.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(attempt(middle, found(middle)))) low = middle;
    else high = middle - 1;
  }
  return attempt(low, found(low));
}

function byResource(left                , right                )         {
  return compareText(resourceKey(left.resource), resourceKey(right.resource)) || compareText(findingKey(left), findingKey(right));
}

/** What the reader would refuse is not written. */
function isWritable({ rule, resource: { type, name, id = '' }, since, unseenSince, exposes = [] }                )          {
  const isShort = rule !== '' && rule.length <= most.rule && type.length <= most.type && name.length <= most.name && id.length <= most.id;
  return isShort && isTime(since) && (unseenSince === undefined || isTime(unseenSince)) && exposes.length <= most.exposes && exposes.every((one) => one !== '' && one.length <= most.rule);
}

function formOf(run            , kept                           , clusterIds                   )            {
  const findings = kept.toSorted(byResource);
  const isListed = new Set(clusterIds.map(idKey));
  const unseen = (run.unseenClusters ?? []).filter(({ id, since }) => isListed.has(idKey(id)) && isTime(since)).toSorted((left, right) => compareText(idKey(left.id), idKey(right.id)));
  const times = listOf(findings.flatMap(({ since, unseenSince }) => [since, ...(unseenSince === undefined ? [] : [unseenSince])]).concat(unseen.map(({ since }) => since)));
  const rules = listOf(findings.flatMap((finding) => [ruleKey(finding), ...(finding.exposes ?? []).map(exposedKey)]));
  const places = new Map               ();
  for (const place of [...findings.map(({ resource }) => placeOf(resource)), ...clusterIds.map((id) => placeOf(resourceOfId(id)))]) places.set(place.key, place);
  const scopes = listOf([...places.values()].flatMap(({ parts }) => parts?.scope ?? []));
  const types = listOf([...places.values()].flatMap(({ parts }) => parts?.type ?? []));
  const resources = listOf([...places.keys()]);
  const more = moreOf(run, kept);
  const clusterPlaces = new Map(clusterIds.map((id) => [idKey(id), resources.at(placeOf(resourceOfId(id)).key)]         ));
  return {
    v: stateVersion,
    at: run.at,
    times: times.items,
    scopes: scopes.items,
    types: types.items,
    rules: rules.items.map((item) => JSON.parse(item)                             ),
    resources: resources.items.map((key) => writtenPlace(places.get(key), scopes, types)),
    findings: findings.map((finding) => {
      const { resource, verdict, severity, since, unseenSince, exposes = [] } = finding;
      const head = [rules.at(ruleKey(finding)), resources.at(placeOf(resource).key), verdictRank(verdict), severityRank(severity), times.at(since)];
      const unseenAt = unseenSince === undefined ? -1 : times.at(unseenSince);
      if (exposes.length === 0) return unseenAt < 0 ? head : [...head, unseenAt];
      return [...head, unseenAt, exposes.map((rule) => rules.at(exposedKey(rule))).toSorted((left, right) => left - right)];
    }),
    clusters: [...clusterPlaces.values()],
    ...(unseen.length === 0 ? {} : { unseen: unseen.map(({ id, since }) => [clusterPlaces.get(idKey(id)) ?? 0, times.at(since)]         ) }),
    ...(more === undefined ? {} : { more: [Math.min(more.count, most.count), verdictRank(more.verdict), severityRank(more.severity)] }),
  };
}

/** What is left out of this text, and what was left out before. */
function moreOf(run            , kept                           )                     {
  const isKept = new Set(kept);
  const left = run.findings.filter((finding) => !isKept.has(finding));
  const all                      = [...left, ...(run.more === undefined ? [] : [run.more])];
  const [first, ...others] = all;
  return first === undefined ? undefined : { ...others.reduce(worstOf, { verdict: first.verdict, severity: first.severity }), count: left.length + (run.more?.count ?? 0) };
}

function ruleKey({ rule, title }                )         {
  return JSON.stringify([rule, title.slice(0, most.title)]);
}

function exposedKey(rule        )         {
  return JSON.stringify([rule, '']);
}

                 
                       
                                         
                                                                                       
                                                                                            
 

function placeOf(resource                     )        {
  const { type, name, id } = resource;
  const parsed = id === undefined ? undefined : parseResourceId(id);
  const key = JSON.stringify([id ?? '', type, name]);
  if (parsed === undefined || parsed.type !== type || parsed.fullName !== name || formatResourceId(parsed.scope, type, name) !== id) return { key, resource };
  return { key, resource, parts: { scope: parsed.scope, type, name } };
}

function writtenPlace(place                   , scopes        , types        )                                 {
  const { parts, resource: { type, name, id } = { type: '', name: '' } } = place ?? {};
  if (parts !== undefined) return [scopes.at(parts.scope), types.at(parts.type), parts.name];
  return id === undefined ? [type, name] : [type, name, id];
}

function resourceOfId(id        )                      {
  const parsed = parseResourceId(id);
  return { type: parsed?.type ?? '', name: parsed?.fullName ?? '', id };
}

                  
                                    
                                        
 

/** Each text once, in the order of code units, and its place. */
function listOf(texts                   )         {
  const items = [...new Set(texts)].toSorted();
  const places = new Map(items.map((item, index) => [item, index]         ));
  return { items, at: (item) => places.get(item) ?? 0 };
}

export { stateOf };
