import { parseResourceId } from '../../arm/resource-id.ts';
import type { Finding } from '../../policy/finding.ts';
import type { ExposureFinding } from './findings.ts';
import { pathOf, type Spot } from './graph/spot.ts';
import { addTo } from './graph/add-to.ts';

/**
 * The findings of policies and of exposures together. An exposure of which every value is what a policy objects to already is told by that finding,
 * which then names it; one of which any value is not stays a finding of its own.
 */
export function foldExposures(policies: readonly Finding[], exposures: readonly ExposureFinding[]): readonly Finding[] {
  if (exposures.length === 0) return policies;
  const byValue = new Map<string, Finding[]>();
  for (const finding of policies) for (const key of keysOf(finding)) addTo(byValue, key, finding);
  const opened = new Map<Finding, { readonly rule: string; readonly title: string }[]>();
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

function withOpened(policy: Finding, opened: Finding['exposes']): Finding {
  return opened === undefined ? policy : { ...policy, exposes: opened };
}

/** A policy that could not decide does not explain a way that is open. */
function explains({ verdict }: Finding, exposure: Finding): boolean {
  return verdict === 'violation' || verdict === 'exempt' || verdict === 'error' || verdict === exposure.verdict;
}

/** Each value that a policy's finding rests on. */
function keysOf({ resource, reasons }: Finding): ReadonlySet<string> {
  return new Set(reasons.flatMap(({ path }) => (path === undefined ? [] : [valueKey(resource, path)])));
}

function keyOf(spot: Spot): string {
  return valueKey(spot.resource, pathOf(spot));
}

/** Live resources have ids of which the letters vary. */
function valueKey({ type, name, id }: { readonly type: string; readonly name: string; readonly id?: string }, path: string): string {
  const place = id === undefined ? '' : (parseResourceId(id)?.scope ?? '');
  return `${type}|${name}|${place}|${path}`.toLowerCase();
}
