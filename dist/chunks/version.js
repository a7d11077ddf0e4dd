/** The version of this package; the build puts it in (rollup.config.js). */
const version         = '0.1.0';

export { version };
