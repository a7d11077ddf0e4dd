import type { JsonObject } from '../arm/json.ts';
import type { DocumentKind } from '../policy/documents/marks.ts';
import { suggestion } from '../language/near-miss.ts';
import { deepEqual } from '../language/values.ts';
import type { PolicyDocuments } from '../policy/assignment/library.ts';
import { parseAssignment } from '../policy/documents/assignment.ts';
import { parseDefinition } from '../policy/documents/definition.ts';
import { parseExemption } from '../policy/documents/exemption.ts';
import { parseInitiative } from '../policy/documents/initiative.ts';
import { PolicyError } from '../policy/error.ts';
import { throwIfCancelled, UserError } from '../run/errors.ts';
import { mistake, type FoundDocument, type JsonFile } from './policy-layouts/document.ts';
import { documentsIn, isStrange } from './policy-layouts/documents-in.ts';
import { readPacEnvironments, type PacContext } from './policy-layouts/epac-settings.ts';
import { joinParts } from './policy-layouts/manage-azure-policy.ts';
import { readPolicyTree } from './policy-layouts/tree-files.ts';
import type { FileTree } from './tree.ts';

/** Policy documents of a tree, and what was read to find them. */
export interface PolicyLibrary extends PolicyDocuments {
  /** The files that hold policy documents, in code-unit order. */
  readonly files: readonly string[];
  /** How many other JSON files there were. */
  readonly others: number;
  /** Sentences that a reader should not miss. */
  readonly notes: readonly string[];
  /** The documents as they are written, for whoever sends them on. */
  readonly written: readonly LibraryDocument[];
}

/** A policy document as it is written. */
export interface LibraryDocument {
  readonly kind: DocumentKind;
  readonly document: JsonObject;
  readonly file: string;
  /** `file:line`. */
  readonly place: string;
  /** True for documents of a layout that has its own way to Azure. */
  readonly isOfLayout: boolean;
}

export interface LibraryTools {
  readonly signal?: AbortSignal;
  /** The environment (`pacSelector`) of Enterprise Azure Policy as Code to judge for; all when absent. */
  readonly environment?: string;
  /** What a path that the tree does not have is: a mistake (the default), or a note, as in the base of a change that brings it. */
  readonly absent?: 'refuse' | 'note';
}

/**
 * The policy documents at paths of a tree: any Azure Policy JSON (definitions, initiatives, assignments, exemptions; one, an array or
 * `{value: []}`; as resources of ARM templates), and the layouts of Enterprise Azure Policy as Code and of manage-azure-policy.
 * Throws UserError with file and line for every policy document that cannot be read; files that are none are counted.
 */
export async function readPolicyLibrary(tree: FileTree, paths: readonly string[], tools: LibraryTools = {}): Promise<PolicyLibrary> {
  const { files, notes: skipped } = await readPolicyTree(tree, paths, tools);
  const settings = files.map((file) => readPacEnvironments(file));
  const context: PacContext = { chosen: tools.environment, environments: settings.flatMap((found) => found ?? []), seen: new Set() };
  const { documents: joined, rest } = joinParts(files.filter((_, index) => settings[index] === undefined));
  const found = [...joined, ...rest.flatMap((file) => documentsFrom(file, context, tools))];
  if (isStrange(context)) {
    const names = [...context.environments.map(({ selector }) => selector), ...context.seen];
    throw new UserError(`The policies know no environment "${tools.environment ?? ''}"${suggestion(tools.environment ?? '', names) || `; there are ${[...new Set(names)].join(', ')}.`}`);
  }
  const own = withoutCopies(found);
  const holders = new Set(found.flatMap(({ spotOf, parts = [] }) => [spotOf('').file, ...parts]));
  return {
    definitions: ofKind(own, 'definition', parseDefinition),
    initiatives: ofKind(own, 'initiative', parseInitiative),
    assignments: ofKind(own, 'assignment', parseAssignment).map((placed) => ({ ...placed, isForgiving: placed.found.isForgiving === true })),
    exemptions: ofKind(own, 'exemption', parseExemption).map((placed) => ({ ...placed, ...(placed.found.about === undefined ? {} : { about: placed.found.about }) })),
    files: Array.from(holders).toSorted(),
    others: files.length - holders.size,
    notes: [...skipped, ...environmentNotes(context)],
    written: own.map(({ kind, value, spotOf, isForgiving, about, parts }) => {
      const { file, line } = spotOf('');
      const isOfLayout = isForgiving === true || about !== undefined || (context.environments.length > 0 && parts !== undefined);
      return { kind, document: value, file, place: `${file}:${line}`, isOfLayout };
    }),
  };
}

function documentsFrom(file: JsonFile, context: PacContext, { signal }: LibraryTools): readonly FoundDocument[] {
  throwIfCancelled(signal);
  return documentsIn(file, context);
}

interface Parsed<Document> {
  readonly document: Document;
  readonly placeOf: (pointer: string) => string;
  readonly found: FoundDocument;
}

function ofKind<Document>(documents: readonly FoundDocument[], kind: DocumentKind, parse: (value: unknown) => Document): readonly Parsed<Document>[] {
  return documents.filter((found) => found.kind === kind).map((found) => {
    const placeOf = (pointer: string): string => {
      const { file, line } = found.spotOf(pointer);
      return `${file}:${line}`;
    };
    try {
      return { document: parse(found.value), placeOf, found };
    } catch (error) {
      if (!(error instanceof PolicyError)) throw error;
      throw new UserError(`${placeOf(error.pointer)}: ${error.message}.`, { cause: error });
    }
  });
}

/** A document that is there twice, word for word, is taken once. Throws UserError where two of one id, or of one name without id, differ. */
function withoutCopies(documents: readonly FoundDocument[]): readonly FoundDocument[] {
  const first = new Map<string, FoundDocument>();
  return documents.filter((document) => {
    const { kind, value, spotOf } = document;
    const name = value['id'] || value['name'];
    if (typeof name !== 'string' || name === '') return true;
    const key = `${kind} ${name.toLowerCase()}`;
    const other = first.get(key);
    if (other === undefined) {
      first.set(key, document);
      return true;
    }
    if (deepEqual(other.value, value) === true) return false;
    const { file, line } = other.spotOf('');
    throw mistake(spotOf(''), `the ${kind} \`${name}\` is written here and at ${file}:${line}, with different contents; keep one`);
  });
}

function environmentNotes({ chosen, seen }: PacContext): readonly string[] {
  const names = Array.from(seen).filter((selector) => selector !== '*').toSorted();
  if (chosen !== undefined || names.length < 2) return [];
  return [`The policies are of ${names.length} environments (${names.join(', ')}) and none is chosen: those of all are judged.`];
}
