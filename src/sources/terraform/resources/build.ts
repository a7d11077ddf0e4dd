import type { JsonObject } from '../../../arm/json.ts';
import { isUnknown, Unknown } from '../../../language/unknown.ts';
import { matchesPieces, piecesOf } from '../../../language/partial-text.ts';
import { placedBy, type Placed } from '../mapping/apply.ts';
import { tables } from '../mapping/tables.ts';
import type { ResourceTable } from '../mapping/table.ts';
import type { PlannedResource } from '../plan/planned-resource.ts';
import { azapiPlaced, azapiType } from './azapi.ts';
import { fullName, idKey, namedBy, textOf, type Naming, type Text } from './ids.ts';
import { belowId } from './naming.ts';
import { isAzapi, type Session } from './session.ts';
import { unknownRest } from './unknown-rest.ts';

/** What one resource of the plan says of a document. It is read again when somebody asks where a value comes from: kept, it would outweigh the plan. */
export interface Part {
  readonly planned: PlannedResource;
  readonly placed: () => readonly Placed[];
  /** It goes over what is there. */
  readonly replaces: boolean;
}

/** A resource of Azure in the making. */
export interface Draft {
  readonly naming: Naming;
  readonly apiVersion: string | undefined;
  /** What is there before the parts: nothing, or what is not known of a resource outside the plan. */
  readonly base: JsonObject;
  readonly parts: Part[];
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Types of the providers azurerm and azapi that are not read, with the number of their resources. */
  readonly unmapped: ReadonlyMap<string, number>;
  /** Sentences, with addresses. */
  readonly problems: readonly string[];
}

/** The resources of Azure that a plan makes: its own first, then what others add to them. */
export function draftAll(resources: readonly PlannedResource[], session: Session): Drafts {
  const drafts: Draft[] = [];
  const unmapped = new Map<string, number>();
  const problems: string[] = [];
  const merges: PlannedResource[] = [];

  for (const resource of resources) {
    const table = tables.get(resource.type);
    if (resource.type === 'azapi_resource') {
      const draft = azapiDraft(resource, session);
      if (draft === undefined) problems.push(`${resource.address}: its \`type\` is not known, or is none of the form Microsoft.Network/virtualNetworks@2024-05-01; it is not judged.`);
      else drafts.push(draft);
    } else if (resource.type === 'azapi_update_resource' || table?.kind === 'merge') merges.push(resource);
    else if (table !== undefined) drafts.push(...tableDrafts(table, resource, session));
    else if (isOfAzure(resource)) unmapped.set(resource.type, (unmapped.get(resource.type) ?? 0) + 1);
  }

  const targets = merges.map((resource) => ({ resource, target: targetOf(resource, session) }));
  const index = indexOf(drafts, new Set(targets.flatMap(({ target }) => target?.naming.type.toLowerCase() ?? [])));
  for (const { resource, target } of targets) {
    if (target === undefined) {
      problems.push(`${resource.address}: it is not known which resource it changes; it is not judged.`);
      continue;
    }
    const same = index.find(target.naming);
    const draft = same ?? besidePlan(target);
    if (same === undefined) {
      drafts.push(draft);
      index.add(draft);
    }
    draft.parts.push(target.part);
  }
  return { drafts, unmapped, problems };
}

/** A resource of which the plan has parts only. */
function besidePlan({ naming, apiVersion }: Target): Draft {
  return { naming, apiVersion, base: unknownRest(naming.type, tables.values(), `${fullName(naming)} is not in the plan, which only changes a part of it`), parts: [] };
}

/** Drafts by what they are called, of the types that something is merged into: in a large plan those are few. @param types in lower case */
function indexOf(drafts: readonly Draft[], types: ReadonlySet<string>): { readonly find: (naming: Naming) => Draft | undefined; readonly add: (draft: Draft) => void } {
  const byId = new Map<string, Draft>();
  const byName = new Map<string, Draft[]>();
  const add = (draft: Draft): void => {
    const key = idKey(draft.naming);
    if (key !== undefined && !byId.has(key)) byId.set(key, draft);
    const name = nameKey(draft.naming);
    const there = byName.get(name);
    if (there === undefined) byName.set(name, [draft]);
    else there.push(draft);
  };
  for (const draft of drafts) if (types.has(draft.naming.type.toLowerCase())) add(draft);
  return { find: (naming) => byId.get(idKey(naming) ?? '') ?? onlyFitting(byName.get(nameKey(naming)), naming.id), add };
}

function nameKey(naming: Naming): string {
  return `${naming.type}|${fullName(naming)}`.toLowerCase();
}

/** An id that is written out, and one of which the subscription is open, may be the same: where only one is called so. */
function onlyFitting(candidates: readonly Draft[] | undefined, id: Text): Draft | undefined {
  const pieces = (piecesOf(id) ?? []).map((piece) => piece.toLowerCase());
  const fitting = (candidates ?? []).filter(({ naming }) => matchesPieces((piecesOf(naming.id) ?? []).map((piece) => piece.toLowerCase()), pieces) !== 'never');
  return fitting.length === 1 ? fitting[0] : undefined;
}

function isOfAzure({ type }: PlannedResource): boolean {
  return type.startsWith('azurerm_') || type.startsWith('azapi_');
}

function azapiDraft(resource: PlannedResource, session: Session): Draft | undefined {
  const naming = session.naming(resource);
  const type = azapiType(session.read(resource));
  if (naming === undefined || type === undefined) return undefined;
  return { naming, apiVersion: type.apiVersion, base: {}, parts: [{ planned: resource, placed: () => azapiPlaced(session.read(resource)), replaces: false }] };
}

function tableDrafts(table: ResourceTable, resource: PlannedResource, session: Session): readonly Draft[] {
  const naming = session.naming(resource);
  if (naming === undefined) return [];
  const own: Draft = { naming, apiVersion: table.apiVersion, base: {}, parts: [{ planned: resource, placed: () => placedBy(table, session.read(resource)), replaces: false }] };
  const children = (table.children ?? []).flatMap((child): readonly Draft[] => {
    const blocks = session.read(resource).blocks(child.blocks);
    // Nobody knows how many there are: one stands for them, of which nothing is known.
    if (isUnknown(blocks)) {
      const name = new Unknown(blocks.why, { pieces: ['', ''] });
      return [{ naming: belowId(naming.id, child.armType, name), apiVersion: table.apiVersion, base: unknownRest(child.armType, [], blocks.why, child.rows), parts: [] }];
    }
    return blocks.map((block, index): Draft => {
      const placed = (): readonly Placed[] => {
        const again = session.read(resource).blocks(child.blocks);
        const one = isUnknown(again) ? undefined : again[index];
        return one === undefined ? [] : placedBy({ rows: child.rows }, one, `${child.blocks}.${index}.`);
      };
      return { naming: belowId(naming.id, child.armType, textOf(block.at(child.name), `\`${child.name}\``)), apiVersion: table.apiVersion, base: {}, parts: [{ planned: resource, placed, replaces: false }] };
    });
  });
  return [own, ...children];
}

interface Target {
  readonly naming: Naming;
  readonly apiVersion: string | undefined;
  readonly part: Part;
}

/** The resource that an association, or an `azapi_update_resource`, writes into. */
function targetOf(resource: PlannedResource, session: Session): Target | undefined {
  if (isAzapi(resource)) {
    const naming = session.naming(resource);
    const type = azapiType(session.read(resource));
    if (naming === undefined || !isUsable(naming.id)) return undefined;
    return { naming, apiVersion: type?.apiVersion, part: { planned: resource, placed: () => azapiPlaced(session.read(resource)), replaces: true } };
  }
  const table = tables.get(resource.type);
  if (table?.kind !== 'merge') return undefined;
  const { armType, attribute } = table.into;
  const id = textOf(session.read(resource).at(attribute), `\`${attribute}\``);
  if (!isUsable(id)) return undefined;
  const own = [...tables.values()].find((one) => one.kind === 'resource' && one.armType.toLowerCase() === armType.toLowerCase());
  return {
    naming: namedBy(id, armType),
    apiVersion: own?.kind === 'resource' ? own.apiVersion : undefined,
    part: { planned: resource, placed: () => placedBy(table, session.read(resource)), replaces: true },
  };
}

/** Where an id begins has to be known for it to name one resource. */
function isUsable(id: Text): boolean {
  return piecesOf(id)?.[0]?.startsWith('/') === true;
}
