import { memberIgnoringCase } from '../../../arm/json.ts';
import type { Resource } from '../../../arm/resource.ts';
import type { Inventory } from '../../../isolation/exposure/graph/inventory.ts';
import { missingFinding } from '../../../isolation/declared/findings.ts';
import { factsOf } from '../../../isolation/declared/service/facts.ts';
import type { Finding } from '../../../policy/finding.ts';

export interface Missing {
  readonly findings: readonly Finding[];
  /** How many declared resources nobody can say anything of: where they would live is not known, or was not read in full. */
  readonly notLookedFor: number;
}

/** What of the declarations without a living resource is missing for certain. A child of what is missing itself is not told. @param living by id in lower case */
export function missingAmong(unmatched: readonly Resource[], living: ReadonlyMap<string, Resource>, { isComplete }: Pick<Inventory, 'isComplete'>): Missing {
  const findings = new Map<string, Finding>();
  let notLookedFor = 0;
  for (const declared of unmatched) {
    if (declared.mayBeAbsent !== undefined) continue;
    const { id, type } = declared;
    const place = id ?? beginningOf(declared);
    const scope = id?.replace(/\/providers\/.*$/i, '') ?? place;
    const parent = parentId(declared);
    if (parent !== undefined && !living.has(parent)) {
      // It is told of the parent, if anybody declares that.
      if (!isComplete(parentType(type), place)) notLookedFor += 1;
    } else if ((parent !== undefined && listsChildren(living.get(parent), type)) || isComplete(type, place)) {
      const key = (id ?? `${type}|${declared.name}`).toLowerCase();
      if (!findings.has(key)) findings.set(key, missingFinding(declared, scope ?? ''));
    } else notLookedFor += 1;
  }
  return { findings: [...findings.values()], notLookedFor };
}

/** The subscription or resource group that an id of which not all is known is certainly in. */
function beginningOf({ openId }: Resource): string | undefined {
  return /^\/subscriptions\/[^/]+(?:\/resourceGroups\/[^/]+(?=\/))?(?=\/)/i.exec(openId?.[0] ?? '')?.[0];
}

function parentId({ id, type }: Resource): string | undefined {
  return id === undefined || type.split('/').length < 3 ? undefined : id.toLowerCase().split('/').slice(0, -2).join('/');
}

function parentType(type: string): string {
  return type.split('/').slice(0, -1).join('/');
}

/** Whether the document of the parent holds all its children of this type. */
function listsChildren(parent: Resource | undefined, type: string): boolean {
  const children = parent === undefined ? undefined : factsOf(parent.type)?.children?.find((one) => one.type.toLowerCase() === type.toLowerCase());
  return children !== undefined && Array.isArray(memberIgnoringCase(memberIgnoringCase(parent?.body, 'properties'), children.list));
}
