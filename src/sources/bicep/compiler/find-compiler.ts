import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join, relative, sep } from 'node:path';
import { findRepository } from '../../git/repository.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** The compiler that a run uses. */
export interface FoundCompiler {
  /** Absolute, and really outside of the checkout. */
  readonly program: string;
  /** The entries of PATH that lie outside of the checkout. */
  readonly path: string;
}

/** `passedOver`: compilers that lie in the checkout, and are not run. */
export type CompilerSearch = { readonly kind: 'found'; readonly compiler: FoundCompiler } | { readonly kind: 'none'; readonly passedOver: readonly string[] };

/**
 * The Bicep compiler of the machine: `bicep` on PATH, else the one that `az bicep install` has put below the Azure CLI's folder. That one is run without
 * `az` in between, which would look for a newer version first and fetch one where there is none (Azure/azure-cli, _bicep.py).
 *
 * What a checkout holds is never run, so nothing in it counts: relative and empty entries of PATH, entries that lie in the checkout (of the folder, of the
 * repository around it, or of the workflow) or lead there by a link, and a program that is a link into it. On Windows `.exe` only, as anything else needs a shell.
 */
export async function findCompiler(folder: string, environment: Environment = process.env): Promise<CompilerSearch> {
  const isInCheckout = await checkoutOf(folder, environment);
  const entries = (environment['PATH'] ?? environment['Path'] ?? '').split(delimiter);
  const trusted: string[] = [];
  const passedOver: string[] = [];
  const name = process.platform === 'win32' ? 'bicep.exe' : 'bicep';
  for (const entry of entries) {
    if (entry === '') continue;
    const isTrusted = isAbsolute(entry) && !(await isInCheckout(entry));
    if (isTrusted) trusted.push(entry);
    else if (await isProgram(join(isAbsolute(entry) ? entry : join(folder, entry), name))) passedOver.push(entry);
  }
  for (const program of [...trusted.map((entry) => join(entry, name)), ...installedByAzure(environment, name)]) {
    if (!(await isProgram(program))) continue;
    if (await isInCheckout(program)) passedOver.push(program);
    else return { kind: 'found', compiler: { program, path: trusted.join(delimiter) } };
  }
  return { kind: 'none', passedOver };
}

/** Where the Azure CLI keeps its own compiler (Azure/azure-cli, _bicep.py: `bin` below its configuration). */
function installedByAzure(environment: Environment, name: string): readonly string[] {
  const home = environment['HOME'] ?? environment['USERPROFILE'];
  const folders = [environment['AZURE_CONFIG_DIR'], home === undefined || home === '' ? undefined : join(home, '.azure')];
  return folders.flatMap((folder) => (folder === undefined || !isAbsolute(folder) ? [] : [join(folder, 'bin', name)]));
}

/** Tells whether a path lies in the checkout, by its name or where links lead. */
export async function checkoutOf(folder: string, environment: Environment = process.env): Promise<(path: string) => Promise<boolean>> {
  const workspace = environment['GITHUB_WORKSPACE'];
  const named = [folder, (await findRepository(folder))?.top, workspace !== undefined && isAbsolute(workspace) ? workspace : undefined].filter((root) => root !== undefined);
  const roots = [...new Set([...named, ...(await Promise.all(named.map(real)))])];
  return async (path) => [path, await real(path)].some((one) => roots.some((root) => isWithin(root, one)));
}

function isWithin(root: string, path: string): boolean {
  const rest = relative(root, path);
  return rest === '' || (rest !== '..' && !rest.startsWith(`..${sep}`) && !isAbsolute(rest));
}

async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
