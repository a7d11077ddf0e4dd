import { rollup, type OutputChunk, type Plugin, type RollupOptions } from 'rollup';
import { gzipped } from './size.ts';

/** How much of a package is in dist/. */
export interface PackageWeight {
  readonly name: string;
  readonly bytes: number;
  readonly gzip: number;
}

/** Builds in memory and weighs every package by the code that is left of it; our own code is "src". Heaviest first. */
export async function weighPackages(): Promise<readonly PackageWeight[]> {
  const configuration = ((await import('../rollup.config.js' as string)) as { readonly default: RollupOptions & { readonly plugins: readonly Plugin[] } }).default;
  // These two write to dist/, which is not to be touched.
  const plugins = configuration.plugins.filter(({ name }) => name !== 'clean' && name !== 'rollup-plugin-license');
  const build = await rollup({ ...configuration, plugins });
  const { output } = await build.generate(Array.isArray(configuration.output) ? configuration.output[0] ?? {} : configuration.output ?? {});
  await build.close();
  const code = new Map<string, string[]>();
  for (const chunk of output.filter((file): file is OutputChunk => file.type === 'chunk')) {
    for (const [id, { code: text }] of Object.entries(chunk.modules)) {
      if (text !== null) code.set(packageOf(id), [...(code.get(packageOf(id)) ?? []), text]);
    }
  }
  return [...code].map(([name, texts]) => ({ name, ...weight(texts.join('\n')) })).sort((a, b) => b.gzip - a.gzip);
}

function weight(text: string): { readonly bytes: number; readonly gzip: number } {
  return { bytes: Buffer.byteLength(text), gzip: gzipped(text) };
}

function packageOf(id: string): string {
  return /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1] ?? 'src';
}
