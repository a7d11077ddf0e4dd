import usual from '../jest.config.js';

// Workers inherit it; __tests__/exhaustive.ts reads it.
process.env.EXHAUSTIVE = '1';

/** The long matrices: every combination of which a usual run takes a sample. @type {import('jest').Config} */
export default { ...usual, rootDir: '..', testTimeout: 1_200_000 };
