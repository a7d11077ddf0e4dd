/** The version of this package; the build puts it in (rollup.config.js). */
export const version: string = '0.0.0-development';
