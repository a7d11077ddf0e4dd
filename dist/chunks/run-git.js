import { realpath, lstat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/**
 * The text of a file's bytes: UTF-8, or UTF-16 with a byte order mark or the zero bytes that Latin letters have in it (Windows
 * PowerShell's `>` writes UTF-16). The mark itself is not part of the text. Bytes that are no text become U+FFFD.
 */
function decodeText(bytes        )         {
  const [first = -1, second = -1] = bytes;
  if (first === 0xef && second === 0xbb && bytes[2] === 0xbf) return bytes.toString('utf8', 3);
  if (first === 0xff && second === 0xfe) return bytes.toString('utf16le', 2);
  if (first === 0xfe && second === 0xff) return bigEndian(bytes.subarray(2));
  if (first > 0 && second === 0) return bytes.toString('utf16le');
  if (first === 0 && second > 0) return bigEndian(bytes);
  return bytes.toString('utf8');
}

function bigEndian(bytes        )         {
  return Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2))).swap16().toString('utf16le');
}

/**
 * A path as trees have it: forward slashes, no `.`, `..` or empty segments, "" for the root. Undefined when it leads out of the tree.
 */
function treePath(path        )                     {
  if (path.startsWith('/') || path.includes('\0')) return undefined;
  const segments           = [];
  for (const segment of path.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join('/');
}

/** The folder of a file: "" for the root. */
function folderOf(path        )         {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last segment of a path. */
function nameOf(path        )         {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path below a folder; the folder may be "". */
function below(folder        , path        )         {
  return folder === '' || folder.endsWith('/') ? `${folder}${path}` : `${folder}/${path}`;
}

/** Git keeps its own data, and only that, below this name; its configuration may hold tokens. */
function isGitData(path        )          {
  return /(?:^|[/\\])\.git(?:[/\\]|$)/i.test(path);
}

/** A checkout on disk. */
                             
                                                                  
                       
                                                                                
                             
 

                                                       
                                                                                      
                          
 

/**
 * The checkout that a folder lies in, by the nearest `.git` at or above it; undefined when there is none. A pull request cannot bring a
 * `.git` of its own: git refuses to track that name.
 * @param ceiling the highest folder to look at, when `folder` lies below it: what a runner's workspace lies in is not the workflow's
 */
async function findRepository(folder        , ceiling         )                                         {
  const start = await realpath(folder).catch(() => undefined);
  if (start === undefined) return undefined;
  const highest = ceiling === undefined ? undefined : await realpath(ceiling).catch(() => undefined);
  for (let top = start; ; top = dirname(top)) {
    const gitFolder = join(top, '.git');
    if (await exists(gitFolder)) return { top, gitFolder, prefix: relative(top, start).split(sep).join('/') };
    if (top === highest || top === dirname(top)) return undefined;
  }
}

/** The first folder on the way to a path that is a checkout of its own, below `folder`; undefined when there is none. The path's last segment counts too. */
async function nestedRepository(folder        , path        )                                         {
  const segments = path.split('/').filter((segment) => segment !== '');
  for (let count = 1; count <= segments.length; count += 1) {
    const prefix = segments.slice(0, count).join('/');
    const gitFolder = join(folder, prefix, '.git');
    if (await exists(gitFolder)) return { top: join(folder, prefix), gitFolder, prefix };
  }
  return undefined;
}

async function exists(path        )                   {
  return lstat(path).then(() => true, () => false);
}

/** What a git process of ours is started with. */
                           
                                    
                       
                                                 
 

/** What git may take from our own environment: how to find itself, and what Windows cannot start a process without. */
const inherited = ['PATH', 'Path', 'SystemRoot', 'SYSTEMROOT', 'TEMP', 'TMP']         ;

/**
 * How git is started to read a checkout that nobody vouches for. Only plumbing is run, which uses no hook, filter, text conversion, pager
 * or alias; and what a repository's configuration or the environment could still make git do is switched off:
 * - no `GIT_*` variable and no configuration of the machine or the user counts: an earlier step may have written them
 * - nothing is fetched: a partial clone lacks what it lacks (`GIT_NO_LAZY_FETCH` since git 2.45; older ones are refused every protocol)
 * - no replacement of objects, and no file watcher of the checkout
 * - the owner of the checkout does not matter (`safe.directory`): in a container job it is another user's. The folder is named with
 *   `--git-dir`, so that none is found by walking, such as one that a pull request laid out as a bare repository
 * Git starts in node's own folder: Windows looks for a program in the current folder first, and a checkout may hold a `git.exe`.
 */
function gitStart(repository            , words                   )           {
  const home = dirname(process.execPath);
  const settings = ['safe.directory=*', 'safe.bareRepository=explicit', 'core.fsmonitor=false', 'core.hooksPath=/dev/null'];
  const env = {
    ...Object.fromEntries(inherited.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]))),
    HOME: home,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
  };
  const places = ['-C', repository.top, `--git-dir=${repository.gitFolder}`, `--work-tree=${repository.top}`];
  return { words: [...settings.flatMap((setting) => ['-c', setting]), '--no-pager', ...places, ...words], cwd: home, env };
}

const limits = { timeout: 20_000, maxBuffer: 128 * 1024 * 1024, windowsHide: true };

/** What a git command prints. Rejects when git fails, prints more than 128 MiB or needs more than 20 s. */
async function runGit(repository            , words                   , signal              )                  {
  const { words: all, cwd, env } = gitStart(repository, words);
  return (await promisify(execFile)('git', all, { ...limits, cwd, env, ...(signal === undefined ? {} : { signal }) })).stdout;
}

export { below, decodeText, findRepository, folderOf, gitStart, isGitData, nameOf, nestedRepository, runGit, treePath };
