import { readResourceWrites } from '../../azure/resource-writes.ts';
import type { Comparison, Healed } from '../../isolation/drift/compare.ts';
import type { EarlierRun } from '../../isolation/drift/earlier.ts';
import type { Finding, ResourceWrite } from '../../policy/finding.ts';
import type { Tools } from '../tools.ts';

export interface ComparedRuns extends Omit<Comparison, 'healed'> {
  readonly healed: readonly (Healed & { readonly write?: ResourceWrite })[];
  readonly notes: readonly string[];
}

/** More resources than this are not looked up: who reads so many names. */
const mostAsked = 200;

/** Who wrote what has changed since the earlier run, as far as Azure tells; nothing is asked where nothing has changed. */
export async function withWrites(comparison: Comparison, earlier: EarlierRun | undefined, tools: Pick<Tools, 'arm' | 'clock' | 'signal'>): Promise<ComparedRuns> {
  const fresh = comparison.findings.filter(({ change }) => change !== undefined && change.kind !== 'unchanged');
  if (earlier === undefined || fresh.length + comparison.healed.length === 0) return { ...comparison, notes: [] };
  const resources = [
    ...fresh.flatMap((finding) => (finding.resource.id === undefined ? [] : [{ id: finding.resource.id, paths: pathsOf(finding) }])),
    ...comparison.healed.flatMap(({ resource }) => (resource.id === undefined ? [] : [{ id: resource.id }])),
  ];
  const merged = new Map<string, { readonly id: string; readonly paths: readonly string[] }>();
  for (const { id, paths = [] } of resources.map((one) => ({ paths: [], ...one }))) {
    merged.set(id.toLowerCase(), { id, paths: [...(merged.get(id.toLowerCase())?.paths ?? []), ...paths] });
  }
  const asked = [...merged.values()];
  const { writes, notes } = await readResourceWrites({ resources: asked.slice(0, mostAsked), since: earlier.at, until: comparison.at }, tools);
  const writeOf = (id: string | undefined): { readonly write?: ResourceWrite } => {
    const write = writes.get((id ?? '').toLowerCase());
    return write === undefined ? {} : { write };
  };
  return {
    ...comparison,
    findings: comparison.findings.map((finding) => (finding.change === undefined || finding.change.kind === 'unchanged' ? finding : { ...finding, change: { ...finding.change, ...writeOf(finding.resource.id) } })),
    healed: comparison.healed.map((healed) => ({ ...healed, ...writeOf(healed.resource.id) })),
    notes: [...notes, ...(asked.length > mostAsked ? [`Who changed ${asked.length - mostAsked} more resources was not looked up.`] : [])],
  };
}

function pathsOf({ reasons }: Finding): readonly string[] {
  return reasons.flatMap(({ path }) => path ?? []);
}
