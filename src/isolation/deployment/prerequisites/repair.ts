/** What a run made, or began to make, and Azure did not end well: its document says only what it was to become. */
import { apiVersionOf } from '../../../arm/api-versions.ts';
import { parseResourceId } from '../../../arm/resource-id.ts';
import type { ClusterSpecification } from '../../specification.ts';
import { ownerOf } from '../removal.ts';
import type { Step } from '../step.ts';
import { nameOf } from './names.ts';
import type { Look } from './seen.ts';

/**
 * Each is written as it is, one after the other, those that others stand in first. Of what carries tags only what is `deploy`'s own; what lies in
 * something else (a subnet, a zone group) has none, and is written where the plan asks for it by name, or where that is `deploy`'s own.
 */
export function repairs({ failed, glimpse }: Pick<Look, 'failed' | 'glimpse'>, specification: ClusterSpecification): readonly Step[] {
  const isOwn = ownerOf(specification);
  const isMended = (id: string, isNamed: boolean): boolean => {
    const parent = parentOf(id);
    return parent !== undefined && (isNamed || isOwn(glimpse(parent) ?? {}));
  };
  const mended = failed.filter(({ id, document, isNamed }) => isOwn(document) || isMended(id, isNamed)).toSorted((left, right) => left.id.length - right.id.length);
  return mended.flatMap(({ id }, index): readonly Step[] => {
    const type = parseResourceId(id)?.type ?? '';
    const apiVersion = apiVersionOf(type);
    if (apiVersion === undefined) return [];
    const before = mended[index - 1];
    return [{
      key: keyOf(id), title: `Write ${nameOf(id)} once more`, why: 'Its last operation failed: whether it is what it says is not known.', subject: `${type.split('/').at(-1) ?? ''} ${nameOf(id)}`, id,
      after: before === undefined ? [] : [keyOf(before.id)], disruption: { kind: 'none' }, details: [], substance: { repairs: id.toLowerCase() }, work: { kind: 'change', apiVersion, change: {} },
    }];
  });
}

function keyOf(id: string): string {
  return `repair/${id.toLowerCase()}`;
}

/** Undefined for what lies in a resource group itself. */
function parentOf(id: string): string | undefined {
  return (parseResourceId(id)?.type.split('/').length ?? 0) > 2 ? id.split('/').slice(0, -2).join('/') : undefined;
}
