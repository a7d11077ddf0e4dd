import { createHash } from 'node:crypto';
import { at, isJsonObject, type JsonObject } from '../../arm/json.ts';
import { suggestion } from '../../language/near-miss.ts';
import { withBuiltIns } from '../../policy/built-ins.ts';
import { bundledInitiatives } from '../../policy/bundled.ts';
import type { ExemptionEntry } from '../../policy/exemptions/entry.ts';
import { ownObjects, type WrittenDocument } from '../../policy/objects/library/own-library.ts';
import { bundledObjects, coreInitiative } from '../../policy/objects/library/wanted.ts';
import type { WantedObject } from '../../policy/objects/plan.ts';
import { UserError } from '../../run/errors.ts';
import { exemptionsPath } from '../../sources/exemptions-path.ts';
import type { FileTree } from '../../sources/tree.ts';
import { definitionScopeFor } from '../assignment/options.ts';
import type { AssignOptions } from './options.ts';

/** What is to be at the scopes, before Azure is asked for anything. */
export interface AssignLibrary {
  readonly objects: readonly WantedObject[];
  readonly entries: readonly ExemptionEntry[];
  readonly notes: readonly string[];
}

export interface LibraryTools {
  readonly tree: FileTree;
  readonly signal: AbortSignal;
}

/**
 * The bundled initiatives that are chosen, with their definitions and assignments, the policies of one's own, and the entries of the
 * exemptions file. Throws UserError for what cannot be read or would leave nothing to assign.
 */
export async function readLibrary(options: AssignOptions, { tree, signal }: LibraryTools): Promise<AssignLibrary> {
  const names = chosenInitiatives(options.initiatives);
  const definitionScope = definitionScopeFor(options);
  const scope = options.scope.id;
  refuseEmptyValues(options.parameters);
  const bundled = names.flatMap((initiative) => bundledObjects({ initiative, scope, definitionScope, parameters: options.parameters, ...(options.includeBuiltIns ? { extend: withBuiltIns } : {}) }));
  const [own, entries] = await Promise.all([ownPolicies(options, definitionScope, tree, signal), readEntries(options.exemptionsFile, tree)]);
  const objects = [...bundled, ...own.objects];
  if (objects.length === 0) throw new UserError(`There is nothing to assign: no bundled initiative is chosen${options.policyPaths.length === 0 ? '' : `, and ${options.policyPaths.join(', ')} holds no policy document`}.`);
  refuseTwins(objects);
  refuseStrangers(options.parameters, objects);
  return { objects: distinctObjects(objects), entries, notes: own.notes };
}

function chosenInitiatives(names: readonly string[] = [coreInitiative]): readonly string[] {
  if (names.length === 1 && names[0]?.toLowerCase() === 'none') return [];
  const known = bundledInitiatives.map(({ name }) => name);
  return [...new Set(names.map((name) => name.toLowerCase()))].map((wanted) => {
    const found = known.find((name) => name.toLowerCase() === wanted);
    if (found !== undefined) return found;
    throw new UserError(`The input "initiatives" names \`${wanted}\`, and no bundled initiative is called so${suggestion(wanted, known) || `; there are ${known.join(', ')}, or none.`}`);
  });
}

async function ownPolicies(options: AssignOptions, definitionScope: string, tree: FileTree, signal: AbortSignal): Promise<{ readonly objects: readonly WantedObject[]; readonly notes: readonly string[] }> {
  if (options.policyPaths.length === 0) return { objects: [], notes: [] };
  const { readPolicyLibrary } = await import('../../sources/policy-library.ts');
  const library = await readPolicyLibrary(tree, options.policyPaths, { signal });
  const foreign = library.written.find(({ isOfLayout }) => isOfLayout);
  if (foreign !== undefined) throw new UserError(`${foreign.place} is in the layout of Enterprise Policy as Code, which brings its own way to Azure; "assign" takes plain Azure Policy documents.`);
  const documents = library.written.map(({ kind, document, place, file }): WrittenDocument => ({ kind, document, place, file }));
  return { objects: ownObjects({ documents, scope: options.scope.id, definitionScope, parameters: options.parameters, digest: digestOf }), notes: library.notes };
}

async function readEntries(file: string | undefined, tree: FileTree): Promise<readonly ExemptionEntry[]> {
  const path = file ?? exemptionsPath;
  const read = await tree.read(path);
  if (read.kind === 'unknown') throw new UserError(`${path} cannot be read: ${read.reason}`);
  if (read.kind === 'found') return (await import('../../sources/exemptions-file.ts')).parseExemptions(read.text, path);
  if (file !== undefined) throw new UserError(`There is no exemptions file "${file}".`);
  return [];
}

export function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function refuseEmptyValues(parameters: JsonObject): void {
  const empty = Object.entries(parameters).find(([, value]) => value === null)?.[0];
  if (empty !== undefined) throw new UserError(`"parameters": "${empty}" has no value; give one, or leave the name out for its default.`);
}

/** A name that nothing declares is a slip of the finger, and would be passed over in silence. */
function refuseStrangers(parameters: JsonObject, objects: readonly WantedObject[]): void {
  const declared = objects.filter(({ kind }) => kind === 'initiative' || kind === 'definition').flatMap(({ body }) => {
    const own = at(body, 'properties', 'parameters');
    return isJsonObject(own) ? Object.keys(own) : [];
  });
  const initiatives = objects.filter(({ kind }) => kind === 'initiative').map(({ name }) => name);
  const known = new Set(declared.map((name) => name.toLowerCase()));
  const stranger = Object.keys(parameters).find((name) => !known.has(name.toLowerCase()));
  if (stranger === undefined) return;
  throw new UserError(`"parameters" does not fit the initiative ${initiatives.join(', ')}: nothing that is assigned has a parameter \`${stranger}\`${suggestion(stranger, [...new Set(declared)]) || '.'}`);
}

/** Definitions that two bundled initiatives share are one object. */
function distinctObjects(objects: readonly WantedObject[]): readonly WantedObject[] {
  return Array.from(new Map(objects.map((object) => [keyOf(object), object])).values());
}

/** A library that has an object under the name of a bundled one means another. */
function refuseTwins(objects: readonly WantedObject[]): void {
  const sources = new Map<string, string>();
  for (const object of objects) {
    const other = sources.get(keyOf(object));
    if (other !== undefined && other !== object.source) throw new UserError(`The ${object.kind} ${object.name} is written in ${object.source}, and ${other === 'bundled' ? 'a bundled one' : `one in ${other}`} is called so too; give it another name.`);
    sources.set(keyOf(object), object.source);
  }
}

function keyOf({ kind, scope, name }: WantedObject): string {
  return `${kind} ${scope}/${name}`.toLowerCase();
}
