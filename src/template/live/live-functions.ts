import { isUnknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { idMeant, idsOfCopies } from './meant.ts';

/**
 * What a function of the run time gives during a deployment, from the state of Azure; undefined where that is not known yet. Functions of
 * the template see no resources.
 */
export function liveValue(name: string, args: readonly unknown[], frame: Frame): unknown {
  const { azure } = frame.session;
  const [resource, , full] = args;
  if (azure === undefined || frame.isFunction === true || isUnknown(resource)) return undefined;
  const form = typeof full === 'string' && full.toLowerCase() === 'full' ? 'full' : 'properties';
  if (name === 'reference') {
    const id = idMeant(resource, frame);
    return id === undefined ? undefined : azure.reference(id, form);
  }
  if (name === 'references') {
    const states = idsOfCopies(resource, frame)?.map((id) => (id === undefined ? undefined : azure.reference(id, form)));
    return states?.includes(undefined) === true ? undefined : states;
  }
  if (!name.startsWith('list')) return undefined;
  const id = idMeant(resource, frame);
  return id === undefined ? undefined : azure.list(name, id);
}
