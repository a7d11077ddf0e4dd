import { isAbsolute } from 'node:path';
import { checkoutOf, type Environment, type FoundCompiler } from './find-compiler.ts';

/** Where the compiler keeps restored modules and unpacks itself, what Windows cannot start a process without, and the language of messages. */
const paths = ['HOME', 'USERPROFILE', 'LOCALAPPDATA', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'SYSTEMROOT', 'DOTNET_ROOT', 'DOTNET_BUNDLE_EXTRACT_BASE_DIR', 'BICEP_CACHE_DIRECTORY'] as const;
const flags = ['DOTNET_SYSTEM_GLOBALIZATION_INVARIANT'] as const;

/**
 * The environment of the compiler: a short list, and nothing in it that leads into the checkout. No token of GitHub, of Azure or of anybody else is there
 * for `readEnvironmentVariable`, and no variable that makes .NET load something (`DOTNET_STARTUP_HOOKS`).
 */
export async function environmentOf({ path }: FoundCompiler, folder: string, environment: Environment = process.env): Promise<Record<string, string>> {
  const isInCheckout = await checkoutOf(folder, environment);
  const kept: Record<string, string> = { PATH: path, LC_ALL: 'C.UTF-8', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1', NO_COLOR: '1' };
  for (const name of flags) {
    const value = environment[name];
    if (value !== undefined) kept[name] = value;
  }
  for (const name of paths) {
    const value = environment[name];
    if (value !== undefined && isAbsolute(value) && !(await isInCheckout(value))) kept[name] = value;
  }
  return kept;
}
