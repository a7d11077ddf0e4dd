import { worstVerdict } from './run.js';
import { codeOf, messageOf, UserError } from './ground.js';
const { lstat, readdir, readFile } = globalThis.process.getBuiltinModule('node:fs/promises');
const { resolve, join, relative, sep } = globalThis.process.getBuiltinModule('node:path');
import { lintText } from './lint-text.js';
import { bundledAliases } from './engine.js';

/** A JSON file that may hold a policy document. */
                             
                                                                                                        
                        
                        
 

/** A file larger than a request to Azure may be holds no policy document. */
const largest = 4 * 1024 * 1024;
/** Folders are searched so far, and so many files are read. */
const limits = { depth: 32, files: 50_000 }         ;

/**
 * The JSON files of paths: files as they are named, folders searched (not `node_modules`, `.git`, nor through links).
 * Throws UserError for a path that does not exist or cannot be read.
 */
async function readPolicyFiles(paths                   , folder        )                                 {
  const found           = [];
  for (const path of paths) await collect(resolve(folder, path), path, found, 0);
  const files               = [];
  for (const file of [...new Set(found)].toSorted()) files.push({ file: shown(file, folder), text: await read(file) });
  return files;
}

async function collect(path        , named        , found          , depth        )                {
  const stats = await lstat(path).catch((error         ) => {
    const reason = codeOf(error) === 'ENOENT' ? 'does not exist' : `cannot be read: ${messageOf(error)}`;
    throw new UserError(`"${named}" ${reason}.`, { cause: error });
  });
  if (stats.isFile()) found.push(path);
  if (!stats.isDirectory()) return;
  if (depth > limits.depth) throw new UserError(`"${named}" is nested deeper than ${limits.depth} folders.`);
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.name === 'node_modules' || entry.name === '.git') continue;
    if (entry.isDirectory()) await collect(join(path, entry.name), named, found, depth + 1);
    else if (entry.isFile() && entry.name.toLowerCase().endsWith('.json')) found.push(join(path, entry.name));
    if (found.length > limits.files) throw new UserError(`"${named}" holds more than ${limits.files} JSON files; name a folder further down.`);
  }
}

async function read(file        )                  {
  try {
    const { size } = await lstat(file);
    return size > largest ? '' : await readFile(file, 'utf8');
  } catch (error) {
    throw new UserError(`"${file}" cannot be read: ${messageOf(error)}.`, { cause: error });
  }
}

function shown(file        , folder        )         {
  const path = relative(folder, file);
  return (path.startsWith('..') ? file : path).split(sep).join('/');
}

const severities = { error: 'high', warning: 'medium', info: 'low' }         ;

/** Tells authors of policy documents what they should know. Findings of severity info do not fail the run. */
async function lintPolicies(paths                   , folder        )                   {
  if (paths.length === 0) throw new UserError('"policies lint" needs a file or folder: aks-isolation policies lint policies/');
  const files = await readPolicyFiles(paths, folder);
  const read = files.map((file) => ({ file, linted: lintText(file.text, bundledAliases) }));
  const linted = read.flatMap(({ file, linted: found }) => (found === undefined ? [] : [{ file, found }]));
  if (linted.length === 0) throw new UserError(`There is no policy document in ${paths.join(', ')} (${files.length} JSON files read).`);
  const findings = linted.flatMap(({ file, found }) => found.findings.map((finding) => findingOf(file, found, finding)));
  const count = (severity                     ) => findings.filter((finding) => finding.severity === severity).length;
  const clean = linted.filter(({ found }) => found.findings.length === 0).length;
  const skipped = files.length - linted.length;
  return {
    report: {
      command: 'policies lint',
      title: `policy documents in ${paths.join(', ')}`,
      verdict: worstVerdict(findings),
      target: { id: paths.join(', '), name: paths.join(', ') },
      changed: false,
      dryRun: false,
      steps: [],
      findings,
      counts: { violation: count('high') + count('medium'), undetermined: count('low'), compliant: clean },
      facts: [],
      notes: [
        `${linted.length} policy documents: ${count('high')} errors, ${count('medium')} warnings, ${count('low')} hints.` +
          (skipped === 0 ? '' : ` ${skipped} other JSON files were left alone.`),
      ],
    },
    exceeds: count('high') + count('medium') > 0,
  };
}

const types = {
  definition: 'Microsoft.Authorization/policyDefinitions',
  initiative: 'Microsoft.Authorization/policySetDefinitions',
  assignment: 'Microsoft.Authorization/policyAssignments',
  exemption: 'Microsoft.Authorization/policyExemptions',
}         ;

function findingOf({ file }            , { kind, name }            , finding                                )          {
  const { rule, severity, message, line, column, pointer } = finding;
  return {
    rule,
    title: rule,
    verdict: severity === 'info' ? 'undetermined' : 'violation',
    effect: '',
    severity: severities[severity],
    resource: { type: types[kind], name: name ?? file },
    location: { file, line, column, pointer },
    message,
    reasons: [],
  };
}

export { lintPolicies };
