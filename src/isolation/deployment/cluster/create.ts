import { isJsonObject, type JsonObject } from '../../../arm/json.ts';
import { sameId } from '../../../arm/resource-id.ts';
import { differencesBetween } from '../../document/difference.ts';
import { mergeDocument } from '../../document/merge.ts';
import { resourceGroupIdOf, type ClusterSpecification } from '../../specification.ts';
import { formatValue, type WriteStep } from '../../write-step.ts';
import { bodyOf, stepOf, type Body, type Step } from '../step.ts';

/** The steps of a cluster that is absent: its group, what it stands on, itself. @param writes the group, where it is missing, and the cluster */
export function creationSteps(specification: ClusterSpecification, writes: readonly WriteStep[], prerequisites: { readonly steps: readonly Step[]; readonly clusterPart: Body }): readonly Step[] {
  const groupId = resourceGroupIdOf(specification);
  // A prerequisite may have needed the group before.
  const group = prerequisites.steps.some(({ id }) => sameId(id, groupId)) ? undefined : writes.find(({ id }) => id === groupId);
  const cluster = writes.find(({ id }) => id !== groupId);
  const first = group === undefined ? [] : [stepOf(group, { key: 'resource-group', why: 'Everything stands in it.', after: [], disruption: { kind: 'none' } })];
  const around = prerequisites.steps.map((step) => (step.after.length === 0 && first.length > 0 ? { ...step, after: ['resource-group'] } : step));
  const waitedFor = new Set(around.flatMap(({ after }) => after));
  const last = [...around.map(({ key }) => key).filter((key) => !waitedFor.has(key)), ...(around.length === 0 ? first.map(({ key }) => key) : [])];
  return [...first, ...around, ...(cluster === undefined ? [] : [clusterStep(cluster, last, prerequisites.clusterPart)])];
}

function clusterStep(write: WriteStep, after: readonly string[], part: Body): Step {
  const step = stepOf(write, { key: 'cluster', why: 'It is isolated from its first moment on.', after, disruption: { kind: 'none' } });
  const whole = (known: JsonObject): JsonObject => mergeDocument(write.body, known);
  const shown = bodyOf(part, () => undefined);
  if (Object.keys(shown).length === 0 && !(typeof part === 'function')) return step;
  const body: Body = typeof part === 'function' ? (known) => whole(part(known)) : whole(part);
  const added = differencesBetween(shown, write.body).map(({ path, to }) => `${path}: ${formatValue(to)}`);
  return { ...step, details: [...step.details, ...added], substance: isJsonObject(step.substance) ? mergeDocument(step.substance, shown) : step.substance, work: { kind: 'put', apiVersion: write.apiVersion, body, condition: write.condition } };
}
