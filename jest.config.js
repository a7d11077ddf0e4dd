/** @type {import('jest').Config} */
export default {
  testEnvironment: '<rootDir>/tools/jest-environment.js',
  roots: ['<rootDir>/__tests__'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jest-strip-types.js' },
  // They need a browser: npm run test:browser.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/browser/'],
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  maxWorkers: 2,
  // Modules of finished files stay in memory for as long as a worker lives; it is begun anew before they fill the heap.
  workerIdleMemoryLimit: '800MB',
  testSequencer: '<rootDir>/tools/jest-sequencer.js',
  // Tests start processes of dist/; a machine that does other work besides must not fail them.
  testTimeout: 20_000,
};
