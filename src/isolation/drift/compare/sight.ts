import { parseResourceId } from '../../../arm/resource-id.ts';
import { parseScope } from '../../../arm/scope.ts';
import { completeness, type CompleteList } from '../../exposure/graph/inventory.ts';
import { once } from '../../once.ts';
import { idKey } from '../key.ts';

/** What a run read, and what it could not read. Ids compare without case. */
export interface Seen {
  /** The ids of everything that was read. */
  readonly seen: Iterable<string>;
  /**
   * Lists that were read to their end: what is on none of them and lies where it would be is gone. Below management groups the subscriptions have to be
   * named one by one, and only those that answered: Resource Graph leaves out without a word what may not be read.
   */
  readonly complete: readonly CompleteList[];
  /** What could not be read: the id of a scope or resource, and why. */
  readonly unseen: readonly { readonly scope: string; readonly why: string }[];
  /** Scopes outside of which nothing is looked for. Left out where the run's target cannot be told by ids, as of a management group. */
  readonly targets?: readonly string[];
}

/**
 * - `seen`: it was read
 * - `unseen`: it could not be read, or lies below what could not
 * - `gone`: the list that it would be on was read to its end
 * - `outside`: it lies outside of what this run looks at
 * - `lost`: nothing says anything of it
 */
export type Sight = 'seen' | 'unseen' | 'gone' | 'outside' | 'lost';

/** Children that stand in the document of their parent: whoever has read that has read all of them. */
const embedded: ReadonlySet<string> = new Set([
  'microsoft.containerservice/managedclusters/agentpools',
  'microsoft.network/virtualnetworks/subnets',
  'microsoft.network/virtualnetworks/virtualnetworkpeerings',
  'microsoft.network/networksecuritygroups/securityrules',
  'microsoft.network/routetables/routes',
]);

/**
 * What became of ids. A question takes as long as its id has segments, however much was read; without one, nothing is made of what was read, as in a tenant
 * where nothing was wrong before.
 */
export function sightOf({ seen, complete, unseen, targets }: Seen): (id: string) => Sight {
  const read = once(() => new Set(Array.from(seen, idKey)));
  const isComplete = once(() => completeness(complete.map(({ type, scope }) => ({ type, scope: idKey(scope) }))));
  const hidden = hiddenBy(unseen);
  // Nobody knows what lies below a management group that could not be read.
  const hidesAnything = unseen.some(({ scope }) => idKey(scope) === '' || parseScope(scope)?.kind === 'managementGroup');
  const wanted = targets === undefined ? undefined : new Set(targets.map(idKey));
  const sight = (key: string): Sight => {
    const by = hidden(key);
    if (by !== 'itself' && read().has(key)) return 'seen';
    if (by !== undefined) return 'unseen';
    const parsed = parseResourceId(key);
    // Whoever asked for everything at an id, and did not read it, found nothing there.
    if (parsed !== undefined && isComplete()(parsed.type, key)) return 'gone';
    const parent = parsed === undefined ? undefined : parentOf(key, parsed.type);
    const ofParent = parent === undefined ? undefined : sight(parent);
    if (ofParent === 'gone' || (ofParent === 'seen' && embedded.has(parsed?.type ?? ''))) return 'gone';
    if (hidesAnything) return 'unseen';
    return wanted === undefined || [key, ...ancestorsOf(key)].some((scope) => wanted.has(scope)) ? 'lost' : 'outside';
  };
  return (id) => sight(idKey(id));
}

/** What of the unread hides an id: it is named itself, or lies below what is. */
export function hiddenBy(unseen: Seen['unseen']): (id: string) => 'itself' | 'above' | undefined {
  const hidden = new Set(unseen.map(({ scope }) => idKey(scope)));
  return (id) => {
    const key = idKey(id);
    if (hidden.has(key)) return 'itself';
    return ancestorsOf(key).some((scope) => hidden.has(scope)) ? 'above' : undefined;
  };
}

/** True for what one of the ids names, and for what lies above or below it: who refers to a subnet refers to its network. */
export function referenceTo(ids: Iterable<string>): (id: string) => boolean {
  const exact = new Set(Array.from(ids, idKey));
  const above = new Set([...exact].flatMap(ancestorsOf));
  return (id) => {
    const key = idKey(id);
    return exact.has(key) || above.has(key) || ancestorsOf(key).some((one) => exact.has(one));
  };
}

/** Everything that an id lies below, the nearest first. */
export function ancestorsOf(key: string): readonly string[] {
  const found: string[] = [];
  for (let end = key.lastIndexOf('/'); end > 0 && found.length < most; end = key.lastIndexOf('/', end - 1)) found.push(key.slice(0, end));
  return found;
}

/** No id of Azure has so many segments. */
const most = 100;

/** What a child is a child of, or what an extension extends; undefined for what stands on its own. */
function parentOf(key: string, type: string): string | undefined {
  if (type.split('/').length > 2) return key.slice(0, key.lastIndexOf('/', key.lastIndexOf('/') - 1));
  const scope = key.slice(0, key.lastIndexOf('/providers/'));
  return scope.includes('/providers/') ? scope : undefined;
}
