import { parseResourceId } from './ground.js';
import { pathOf } from './spot.js';
import { addTo } from './add-to.js';

/**
 * The findings of policies and of exposures together. An exposure of which every value is what a policy objects to already is told by that finding,
 * which then names it; one of which any value is not stays a finding of its own.
 */
function foldExposures(policies                    , exposures                            )                     {
  if (exposures.length === 0) return policies;
  const byValue = new Map                   ();
  for (const finding of policies) for (const key of keysOf(finding)) addTo(byValue, key, finding);
  const opened = new Map                                                              ();
  const left = exposures.flatMap(({ finding, spots }) => {
    const explained = spots.map((spot) => (byValue.get(keyOf(spot)) ?? []).filter((policy) => explains(policy, finding)));
    if (spots.length === 0 || explained.some((found) => found.length === 0)) return [finding];
    for (const policy of new Set(explained.flat())) {
      const there = opened.get(policy) ?? [];
      if (!there.some(({ rule }) => rule === finding.rule)) there.push({ rule: finding.rule, title: finding.title });
      opened.set(policy, there);
    }
    return [];
  });
  return [...policies.map((policy) => withOpened(policy, opened.get(policy))), ...left];
}

function withOpened(policy         , opened                    )          {
  return opened === undefined ? policy : { ...policy, exposes: opened };
}

/** A policy that could not decide does not explain a way that is open. */
function explains({ verdict }         , exposure         )          {
  return verdict === 'violation' || verdict === 'exempt' || verdict === 'error' || verdict === exposure.verdict;
}

/** Each value that a policy's finding rests on. */
function keysOf({ resource, reasons }         )                      {
  return new Set(reasons.flatMap(({ path }) => (path === undefined ? [] : [valueKey(resource, path)])));
}

function keyOf(spot      )         {
  return valueKey(spot.resource, pathOf(spot));
}

/** Live resources have ids of which the letters vary. */
function valueKey({ type, name, id }                                                                        , path        )         {
  const place = id === undefined ? '' : (parseResourceId(id)?.scope ?? '');
  return `${type}|${name}|${place}|${path}`.toLowerCase();
}

export { foldExposures };
