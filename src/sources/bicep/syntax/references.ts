import type { Syntax } from './syntax.ts';
import type { Token } from './tokens.ts';

/** A file or folder that a Bicep file names, as it is written there. */
export interface Reference {
  /** `load`: the file that a function reads; `folder`: the folder that one lists. */
  readonly kind: 'module' | 'import' | 'using' | 'extends' | 'load' | 'folder';
  /** Undefined when it is computed. */
  readonly path: string | undefined;
  readonly start: number;
}

/** The functions that read files (learn.microsoft.com, "File functions for Bicep"), and what they may be joined by. */
const loads = /^load[A-Z]/;

/** What a Bicep file names of other files. References to registries and template specs are among them. */
export function referencesOf(tokens: readonly Token[], { imports, using, extending }: Syntax): readonly Reference[] {
  return [
    ...modulesIn(tokens),
    ...imports.map(({ path, start }): Reference => ({ kind: 'import', path, start })),
    ...(using?.path === undefined ? [] : [{ kind: 'using', path: using.path, start: using.start } as const]),
    ...(extending === undefined ? [] : [{ kind: 'extends', ...extending } as const]),
    ...loadsIn(tokens),
  ];
}

/** Wherever they stand: what the parser does not understand may be understood by the compiler. */
function modulesIn(tokens: readonly Token[]): readonly Reference[] {
  return tokens.flatMap((token, index): readonly Reference[] => {
    const [name, path] = [tokens[index + 1], tokens[index + 2]];
    const isModule = token.kind === 'name' && (token.text === 'module' || token.text === 'test') && name?.kind === 'name' && path?.kind === 'text';
    return isModule ? [{ kind: 'module', path: path.value, start: path.start }] : [];
  });
}

function loadsIn(tokens: readonly Token[]): readonly Reference[] {
  return tokens.flatMap((token, index): readonly Reference[] => {
    if (token.kind === 'text') return loadsIn(token.within ?? []);
    if (token.kind !== 'name' || !loads.test(token.text)) return [];
    const [bracket, path, behind] = tokens.slice(index + 1, index + 9).filter(({ kind }) => kind !== 'line');
    if (bracket?.text !== '(') return [];
    const isLiteral = path?.kind === 'text' && path.value !== undefined && (behind?.text === ',' || behind?.text === ')');
    const kind = token.text === 'loadDirectoryFileInfo' ? 'folder' : 'load';
    return [{ kind, path: isLiteral ? path.value : undefined, start: token.start }];
  });
}

/** True for what lies in a registry or is a template spec, and so in the compiler's cache at best. */
export function isRemote(path: string): boolean {
  return /^(?:br|ts|oci)(?:\/[^:]*)?:/.test(path);
}
