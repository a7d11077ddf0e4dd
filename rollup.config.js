// Builds dist/: ESM, code-split, unminified, the same bytes from the same tree.
// An unknown warning fails the build: it found a real missing dependency once (reference: docs/dependencies.md).
import { stripTypeScriptTypes } from 'node:module';
import { readFileSync, rmSync } from 'node:fs';
import commonjs from '@rollup/plugin-commonjs';
import json from '@rollup/plugin-json';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import license from 'rollup-plugin-license';

const { version } = JSON.parse(readFileSync('package.json', 'utf8'));

/** Node's own type stripping: no dependency, lines and columns unchanged. */
function stripTypes() {
  return {
    name: 'strip-types',
    transform: (code, id) => (id.endsWith('.ts') ? { code: stripTypeScriptTypes(code), map: null } : null),
  };
}

/** One chunk per third-party family, so that a diff of dist/ says which package moved. */
/** @type {readonly (readonly [chunk: string, packages: RegExp])[]} */
const vendors = [
  ['vendor-azure-identity', /node_modules\/(@azure\/(identity|msal-[a-z]+|logger-js)|jsonwebtoken|jws|jwa|jwt-|lodash\.|open|ms|safe-buffer|ecdsa-sig|buffer-equal|semver|stoppable|is-|define-lazy|default-browser|bundle-name|run-applescript|wsl-utils)/],
  ['vendor-actions-github', /node_modules\/(@actions\/github|@octokit|before-after-hook|universal-user-agent|fast-content-type-parse|json-with-bigint|bottleneck)/],
  ['vendor-actions', /node_modules\/(@actions\/|tunnel|undici)/],
  ['vendor-azure-core', /node_modules\/(@azure|@azure-rest|@typespec|http-proxy-agent|https-proxy-agent|agent-base|debug|tslib)/],
  ['vendor-x509', /node_modules\/(@peculiar|asn1js|pvtsutils|pvutils|reflect-metadata|tsyringe)/],
  ['vendor-yaml', /node_modules\/(yaml|jsonc-parser)\//],
  ['vendor-zod', /node_modules\/zod\//],
];

/** Known to be harmless, and only inside packages: `this` at top level (TypeScript helpers) and circular imports. */
/** @param {import('rollup').RollupLog} log */
function onLog(log) {
  const inPackage = [log.id, ...(log.ids ?? [])].some((id) => id?.includes('node_modules'));
  if (inPackage && (log.code === 'THIS_IS_UNDEFINED' || log.code === 'CIRCULAR_DEPENDENCY')) return;
  throw new Error(`${log.code ?? 'warning'}: ${log.message}`);
}

/** @type {import('rollup').RollupOptions} */
export default {
  input: { action: 'src/action.ts', cli: 'src/cli.ts', policy: 'src/policy/index.ts' },
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunks/[name].js',
    hoistTransitiveImports: false,
    minifyInternalExports: false,
    generatedCode: 'es2015',
    manualChunks: (id) => vendors.find(([, packages]) => packages.test(id))?.[0] ?? null,
  },
  // An optional part of http-proxy-agent, loaded only when Kerberos proxies are used; not shipped.
  external: ['kerberos'],
  treeshake: { moduleSideEffects: (id) => !id.includes('/src/') || /\/src\/(action|cli)\.ts$/.test(id) },
  plugins: [
    { name: 'clean', generateBundle: () => rmSync('dist', { recursive: true, force: true }) },
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
