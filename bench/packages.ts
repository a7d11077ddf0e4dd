import { rollup, type OutputChunk, type Plugin, type RollupOptions } from 'rollup';
import { gzipped } from './size.ts';

/** How much of a package is in dist/. */
export interface PackageWeight {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
  /** The same with every package that it imports. Shared ones count in each, so these figures do not add up. */
  readonly gzipWithImports: number;
}

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Builds in memory and weighs every package by the code that is left of it; our own code is "src". Heaviest first. */
export async function weighPackages(): Promise<readonly PackageWeight[]> {
  const { code, imports } = await build();
  const weights = new Map([...code].map(([name, text]) => [name, { bytes: Buffer.byteLength(text), gzip: gzipped(text) }]));
  const withImports = (name: string): number => [...reachable(name, imports)].reduce((sum, each) => sum + (weights.get(each)?.gzip ?? 0), 0);
  return [...weights].map(([name, weight]) => ({ name, ...weight, gzipWithImports: withImports(name) })).sort((a, b) => b.gzip - a.gzip);
}

async function build(): Promise<{ readonly code: ReadonlyMap<string, string>; readonly imports: Graph }> {
  const configurationFile: string = '../rollup.config.js';
  const { default: configuration } = (await import(configurationFile)) as { readonly default: RollupOptions & { readonly plugins: readonly Plugin[] } };
  // These two write to dist/, which is not to be touched.
  const plugins = configuration.plugins.filter(({ name }) => name !== 'clean' && name !== 'rollup-plugin-license');
  const imports = new Map<string, Set<string>>();
  const bundle = await rollup({ ...configuration, plugins: [...plugins, graphInto(imports)] });
  const { output } = await bundle.generate(Array.isArray(configuration.output) ? (configuration.output[0] ?? {}) : (configuration.output ?? {}));
  await bundle.close();
  const code = new Map<string, string>();
  for (const chunk of output.filter((part): part is OutputChunk => part.type === 'chunk')) {
    for (const [id, { code: text }] of Object.entries(chunk.modules)) code.set(packageOf(id), `${code.get(packageOf(id)) ?? ''}${text ?? ''}\n`);
  }
  return { code, imports };
}

/** Notes which package imports which. */
function graphInto(imports: Map<string, Set<string>>): Plugin {
  return {
    name: 'graph',
    buildEnd() {
      for (const id of this.getModuleIds()) {
        const info = this.getModuleInfo(id);
        const to = [...(info?.importedIds ?? []), ...(info?.dynamicallyImportedIds ?? [])].map((imported) => packageOf(imported));
        imports.set(packageOf(id), new Set([...(imports.get(packageOf(id)) ?? []), ...to]));
      }
    },
  };
}

/** A package and all that it imports, over any number of steps; our own code is no package's import. */
function reachable(name: string, imports: Graph, seen = new Set<string>()): ReadonlySet<string> {
  seen.add(name);
  for (const next of imports.get(name) ?? []) if (next !== 'src' && !seen.has(next)) reachable(next, imports, seen);
  return seen;
}

function packageOf(id: string): string {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? 'src';
}
