// Builds dist/: ESM, code-split, unminified, the same bytes from the same tree.
// An unknown warning fails the build: it found a real missing dependency once (reference: docs/dependencies.md).
import { isBuiltin, stripTypeScriptTypes } from 'node:module';
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
function chunkName({ name, moduleIds }) {
  if (name in together) return '[name]';
  const counts = new Map();
  for (const id of moduleIds) {
    const found = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(id)?.[1];
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const [largest] = [...counts].sort(([, left], [, right]) => right - left)[0] ?? [];
  return largest === undefined ? '[name]' : `vendor-${largest.replace('@', '').replace('/', '-')}`;
}

/**
 * What is loaded together in most runs, each with what it imports: to find and open a file takes node as long as to compile 25 kB.
 * The library is made of `ground` and `engine`, so nothing that is not pure may get into them.
 */
const together = {
  ground: [
    'arm/api-versions', 'arm/json', 'arm/json-text', 'arm/pointer', 'arm/resource-id', 'arm/scope', 'language/near-miss', 'language/unknown', 'policy/fail-on',
    'policy/finding', 'run/errors',
  ],
  engine: ['policy/bundled', 'policy/documents/assignment', 'policy/documents/exemption', 'policy/judge/index-policies', 'policy/judge/judge'],
  start: ['config/options', 'config/read-inputs', 'config/version', 'door/clock', 'door/exit', 'github/log-text', 'report/escape', 'report/terminal', 'run/logger'],
  run: [
    'commands/publish', 'config/trusted-file', 'door/run-command', 'github/event', 'report/exposures/ways', 'report/findings/by-file', 'report/report', 'report/steps/order', 'report/text', 'report/wording',
    'report/worst-first', 'sources/files/decode-text', 'sources/files/tree-path',
  ],
  workflow: [
    'commands/publish/annotations', 'commands/publish/conversation', 'github/actions-logger', 'github/file-link', 'github/outputs', 'github/summary', 'report/markdown',
  ],
};

/**
 * `import … from 'util'` makes node run every getter of that module, for the names that it exports: those of http load another undici,
 * those of crypto, fs and util a dozen modules each (docs/dependencies.md). Asked for as a whole, as `require` does, it loads only what is used.
 */
function wholeBuiltins() {
  const statement = /^import (?:(?:\* as )?([\w$]+)(?:, )?)?(?:\{ ([^}]*) \})? from '([\w:/]+)';$/gm;
  return {
    name: 'whole-builtins',
    renderChunk: (code) => ({
      code: code.replace(statement, (all, module, names, id) => {
        if (!isBuiltin(id)) return all;
        const whole = `globalThis.process.getBuiltinModule('${id}')`;
        const picked = names === undefined ? [] : [`const { ${names.replaceAll(' as ', ': ')} } = ${module ?? whole};`];
        return [...(module === undefined ? [] : [`const ${module} = ${whole};`]), ...picked].join(' ');
      }),
      map: null,
    }),
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
    manualChunks: Object.fromEntries(Object.entries(together).map(([name, modules]) => [name, modules.map((module) => `src/${module}.ts`)])),
    generatedCode: 'es2015',
  },
  // An optional part of http-proxy-agent, loaded only when Kerberos proxies are used; not shipped.
  external: ['kerberos'],
  // Our modules do nothing on import, but for the two that start; neither do the toolkit's, which do not say so.
  treeshake: { moduleSideEffects: (id) => starters.has(id) || !(id.startsWith(own) || id.includes('/node_modules/@actions/')) },
  plugins: [
    { name: 'clean', generateBundle: () => rmSync('dist', { recursive: true, force: true }) },
    wholeBuiltins(),
    stripTypes(),
    nodeResolve({ preferBuiltins: true, exportConditions: ['node'], extensions: ['.ts', '.mjs', '.js', '.json'] }),
    commonjs(),
    policyTexts(),
    json({ preferConst: true, compact: false, namedExports: false, exclude: 'policies/**' }),
    {
      name: 'version',
      transform: (code, id) => (id.endsWith('/src/config/version.ts') ? { code: code.replace('0.0.0-development', version), map: null } : null),
    },
    license({ thirdParty: { includePrivate: false, output: { file: 'dist/THIRD-PARTY-LICENSES.txt' } } }),
  ],
  onLog: (_level, log) => onLog(log),
};

/** The policy library as texts: engines read JSON faster than the same object written as code. What it says is readable in policies/. */
function policyTexts() {
  return {
    name: 'policy-texts',
    load: (id) => (/[\\/]policies[\\/](?:definitions|initiatives)[\\/][^\\/]+\.json$/.test(id) ? `export default /*@__PURE__*/ JSON.parse(${JSON.stringify(JSON.stringify(JSON.parse(readFileSync(id, 'utf8'))))});` : null),
  };
}
