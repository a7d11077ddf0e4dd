/** A registry that AKS made and no cluster pulls from any more: AKS takes it away with the cluster, not before (documentation "Create a network isolated AKS cluster"). */
import { apiVersions } from '../../../arm/api-versions.ts';
import { at, textAt, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { equalsIgnoringCase } from '../../document/cluster.ts';
import { mergeDocument } from '../../document/merge.ts';
import { bodyOf, type Step } from '../step.ts';
import { isManagedRegistry, sourceOf } from './source.ts';

/**
 * Deletions of the registries of AKS's that the cluster leaves behind.
 * @param steps of the cluster: the last of them leave it as it will be
 * @param seen ids of registries in the node resource group, where somebody looked
 */
export function orphanSteps(cluster: JsonObject, steps: readonly Step[], seen: readonly string[], after: readonly string[]): readonly Step[] {
  // Nobody but AKS writes into a node resource group that is locked.
  if (equalsIgnoringCase(textAt(cluster, 'properties', 'nodeResourceGroupProfile', 'restrictionLevel') ?? '', 'ReadOnly')) return [];
  const then = steps.reduce<JsonObject>((document, { work, id }) => (work.kind === 'change' && sameId(id, textAt(cluster, 'id') ?? '') ? mergeDocument(document, bodyOf(work.change, () => undefined)) : document), cluster);
  const before = sourceOf(cluster).registryId;
  const used = sourceOf(then).registryId;
  const isUsedYet = at(then, 'properties', 'bootstrapProfile', 'artifactSource') === 'Cache' && used === undefined;
  const left = [...seen, ...(before === undefined ? [] : [before])].filter((id) => isManagedRegistry(id, cluster) && !isUsedYet && (used === undefined || !sameId(id, used)));
  return [...new Map(left.map((id) => [id.toLowerCase(), id])).values()].map((id): Step => {
    const name = id.split('/').at(-1) ?? id;
    return {
      key: `orphan/${name.toLowerCase()}`, title: `Delete registry ${name}, which AKS made and no node pulls from any more`, why: 'AKS would keep it for as long as the cluster lives.',
      subject: `registry ${name}`, id, after, disruption: { kind: 'none' }, details: [], substance: { deletes: id.toLowerCase() }, work: { kind: 'delete', apiVersion: apiVersions.containerRegistry },
    };
  });
}
