import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope, type Scope } from '../../../arm/scope.ts';
import { diagramLabel } from '../../escape.ts';
import type { Report } from '../../report.ts';

const kindNames: Readonly<Record<Scope['kind'], string>> = { managementGroup: 'management group', subscription: 'subscription', resourceGroup: 'resource group' };

/** The same for every run on the same target: what it is about, and nothing that changes from night to night. Letters, digits and quiet punctuation only; at most 150 units. */
export function issueTitle({ target }: Report): string {
  return `AKS network isolation: ${subjectOf(target)} drifted`;
}

function subjectOf({ id, name }: Report['target']): string {
  const scope = parseScope(id.slice(0, 1_000));
  if (scope !== undefined) return `clusters of ${kindNames[scope.kind]} ${diagramLabel(name, 80)}`;
  const isCluster = parseResourceId(id.slice(0, 1_000))?.type.toLowerCase() === 'microsoft.containerservice/managedclusters';
  // The name of a list says how many there are.
  return isCluster ? `cluster ${diagramLabel(name, 80)}` : 'clusters';
}
