// Builds dist/: ESM, code-split, unminified, the same bytes from the same tree.
// An unknown warning fails the build: it found a real missing dependency once (reference: docs/dependencies.md).
import { stripTypeScriptTypes } from 'node:module';
import { readFileSync, rmSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import license from 'rollup-plugin-license';

const own = `${resolve('src')}${sep}`;
const starters = new Set(['action.ts', 'cli.ts'].map((name) => own + name));

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Node's own type stripping: no dependency, lines and columns unchanged. */
function stripTypes() {
  return {
    name: 'strip-types',
    transform: (code, id) => (id.endsWith('.ts') ? { code: stripTypeScriptTypes(code), map: null } : null),
  };
}

/** Chunks are named after the package that most of their modules come from, so that a diff of dist/ says what moved; our own after their module. */
function chunkName({ moduleIds }) {
  const counts = new Map();
  for (const id of moduleIds) {
    const name = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const [largest] = [...counts].sort(([, left], [, right]) => right - left)[0] ?? [];
  return largest === undefined ? '[name]' : `vendor-${largest.replace('@', '').replace('/', '-')}`;
}

/**
 * `import … from 'http'` makes node run every getter of that module, which loads its own undici: 24 ms against 2 ms (docs/dependencies.md).
 * Asked for as a whole, as `require` does, it loads only what is used.
 */
function wholeBuiltins(...names) {
  const prefix = '\0builtin:';
  return {
    name: 'whole-builtins',
    resolveId: {
      order: 'pre',
      handler: (id) => (names.includes(id.replace('node:', '')) ? { id: prefix + id.replace('node:', ''), syntheticNamedExports: true, moduleSideEffects: false } : null),
    },
    load: (id) => (id.startsWith(prefix) ? { code: `export default process.getBuiltinModule('node:${id.slice(prefix.length)}');`, syntheticNamedExports: true } : null),
  };
}

/** Known to be harmless, and only inside packages: `this` at top level (TypeScript helpers), circular imports, comments like annotations. */
/** @param {import('rollup').RollupLog} log */
function onLog(log) {
  const inPackage = [log.id, ...(log.ids ?? [])].some((id) => id?.includes('node_modules'));
  if (inPackage && ['THIS_IS_UNDEFINED', 'CIRCULAR_DEPENDENCY', 'INVALID_ANNOTATION'].includes(log.code ?? '')) return;
  throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
}

/** @type {import('rollup').RollupOptions} */
export default {
  input: { action: 'src/action.ts', cli: 'src/cli.ts', policy: 'src/policy/index.ts' },
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: (chunk) => `chunks/${chunkName(chunk)}.js`,
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    generatedCode: 'es2015',
  },
  // An optional part of http-proxy-agent, loaded only when Kerberos proxies are used; not shipped.
  external: ['kerberos'],
  // Our modules do nothing on import, but for the two that start; neither do the toolkit's, which do not say so.
  treeshake: { moduleSideEffects: (id) => starters.has(id) || !(id.startsWith(own) || id.includes('/node_modules/@actions/')) },
  plugins: [
    { name: 'clean', generateBundle: () => rmSync('dist', { recursive: true, force: true }) },
    wholeBuiltins('http'),
    stripTypes(),
    nodeResolve({ preferBuiltins: true, exportConditions: ['node'], extensions: ['.ts', '.mjs', '.js', '.json'] }),
    commonjs(),
    json({ preferConst: true, compact: false, namedExports: false }),
    {
      name: 'version',
      transform: (code, id) => (id.endsWith('/src/config/version.ts') ? { code: code.replace('0.0.0-development', version), map: null } : null),
    },
    license({ thirdParty: { includePrivate: false, output: { file: 'dist/THIRD-PARTY-LICENSES.txt' } } }),
  ],
  onLog: (_level, log) => onLog(log),
};
