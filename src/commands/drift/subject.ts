import { parseResourceId } from '../../arm/resource-id.ts';
import type { Scope } from '../../arm/scope.ts';
import type { DriftTarget } from './options.ts';

/** What a run looks at, as a person would name it, and as other runs know it again. */
export interface Subject {
  /** "cluster demo in resource group rg", "clusters below management group contoso". */
  readonly title: string;
  readonly target: { readonly id: string; readonly name: string };
}

export function subjectOf(target: DriftTarget): Subject {
  if (target.kind === 'cluster') {
    const { name = target.id, resourceGroup = '' } = parseResourceId(target.id) ?? {};
    return { title: `cluster ${name} in resource group ${resourceGroup}`, target: { id: target.id, name } };
  }
  const { scopes, clusters } = target;
  const ids = [...scopes.map(({ id }) => id), ...clusters].toSorted();
  const parts = [...scopes.map(scopeWords), ...(clusters.length === 0 ? [] : [clusters.length === 1 ? `cluster ${parseResourceId(clusters[0] ?? '')?.name ?? ''}` : `${clusters.length} named clusters`])];
  const told = parts.length <= 3 ? parts.join(', ') : `${parts.slice(0, 3).join(', ')} and ${parts.length - 3} more`;
  return { title: scopes.length === 0 ? told : `clusters ${told}`, target: { id: ids.join(' '), name: told } };
}

function scopeWords(scope: Scope): string {
  switch (scope.kind) {
    case 'managementGroup':
      return `below management group ${scope.managementGroup}`;
    case 'subscription':
      return `of subscription ${scope.subscriptionId}`;
    case 'resourceGroup':
      return `of resource group ${scope.resourceGroup}`;
  }
}
