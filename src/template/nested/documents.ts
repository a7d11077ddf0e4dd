import { EvaluationError } from '../../language/errors.ts';
import { Program } from '../evaluate/program.ts';
import { Written } from '../evaluate/written.ts';
import type { LinkedTemplate } from '../expansion.ts';
import type { Origins } from '../provenance/origins.ts';

export type FoundDocument = { readonly kind: 'found'; readonly root: Written } | { readonly kind: 'wanted' } | { readonly kind: 'unread'; readonly reason: string };

/** The documents of a deployment: each is read once, and so are the programs in them. */
export interface Documents {
  readonly template: (path: string) => FoundDocument;
  readonly parameters: (path: string) => FoundDocument;
  readonly programOf: (template: Written) => Program;
  /** Paths that were asked for and are not at hand. */
  readonly wanted: ReadonlySet<string>;
}

export function newDocuments(linked: ReadonlyMap<string, LinkedTemplate>, origins: Origins): Documents {
  const wanted = new Set<string>();
  const programs = new WeakMap<Written, Program>();
  const finder = (read: (value: unknown, file: string) => Written) => {
    const known = new Map<string, FoundDocument>();
    return (path: string): FoundDocument => {
      const found = known.get(path) ?? find(path, read);
      known.set(path, found);
      return found;
    };
  };
  const find = (path: string, read: (value: unknown, file: string) => Written): FoundDocument => {
    const document = linked.get(path);
    if (document === undefined) {
      wanted.add(path);
      return { kind: 'wanted' };
    }
    if ('unread' in document) return { kind: 'unread', reason: document.unread };
    try {
      const root = read(document.value, document.file);
      origins.addDocument(root);
      return { kind: 'found', root };
    } catch (error) {
      if (error instanceof EvaluationError) return { kind: 'unread', reason: error.message };
      throw error;
    }
  };
  return {
    template: finder((value, file) => Written.template(value, file)),
    parameters: finder((value, file) => Written.values(value, file)),
    programOf: (template) => {
      const program = programs.get(template) ?? new Program(template);
      programs.set(template, program);
      return program;
    },
    wanted,
  };
}
