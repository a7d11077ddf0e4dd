// Runs before build and test: says in one line what to do when the scripts do not run under the action's node.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `These scripts need node 24, but run on ${process.version}. ` +
      'Run "npm ci" (it brings node 24 for Linux and Windows), or install node 24 yourself (see .node-version).',
  );
  process.exit(2);
}
