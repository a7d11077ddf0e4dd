const { constants } = globalThis.process.getBuiltinModule('node:fs');
const { lstat, realpath, readdir, stat, open } = globalThis.process.getBuiltinModule('node:fs/promises');
import { treePath, isGitData, folderOf, nameOf, below, decodeText } from './run.js';
const { join, relative, isAbsolute, sep } = globalThis.process.getBuiltinModule('node:path');
import { codeOf, messageOf, throwIfCancelled } from './ground.js';

/**
 * The text with the escapes of JSON strings undone where they can hide a name (`\u0024schema`, `Microsoft.Network\/…`), and without the zero bytes
 * of an encoding that was not recognised. Only for searching.
 */
function plain(text        )         {
  const whole = text.includes('\0') ? text.replaceAll('\0', '') : text;
  if (!whole.includes('\\')) return whole;
  return whole.replace(/\\(?:u([0-9a-fA-F]{4})|\/)/g, (_, code                    ) => (code === undefined ? '/' : String.fromCharCode(Number.parseInt(code, 16))));
}

const schema = /deployment(?:template|parameters)\.json/i;
/** `"Microsoft.ContainerService/managedClusters"`, also of other publishers. */
const resourceType = /["'][a-z][a-z0-9-]{0,100}(?:\.[a-z0-9-]{1,100}){1,8}\/[a-z]/i;
/** The same where a text that is no JSON was hardly meant as anything else. */
const meantType = /["']microsoft\.[a-z0-9.]{1,100}\/[a-z]|type["']?\s{0,9}:\s{0,9}["'][a-z][a-z0-9-]{0,100}(?:\.[a-z0-9-]{1,100}){1,8}\/[a-z]/i;
const resourceId = /["']\/(?:subscriptions|providers)\//i;
const others = /contentVersion|apiVersion|planned_values|policyRule|policyDefinition|policySetDefinition/i;
const parameters = /"parameters"\s*:/i;

/** False for a text that holds nothing we know, whatever its form: it need not be read as JSON. Never false for infrastructure. */
function hasSigns(text        )          {
  const searched = plain(text);
  return [schema, others, resourceType, resourceId, parameters].some((pattern) => pattern.test(searched));
}

/** True for a text that somebody meant as a template, as parameters of one or as resources, though it may not be JSON. */
function looksLikeInfrastructure(text        )          {
  const searched = plain(text);
  if (schema.test(searched)) return true;
  return meantType.test(searched) && /resources|apiVersion|contentVersion|location|properties/i.test(searched);
}

/** What `terraform show -json` prints begins so. */
const planBeginning = /^\s{0,20}\{\s{0,20}"format_version"\s{0,20}:/;

/** Where a path of a tree really lies. */
                      
                                                                                                                          
                               
                                                          

const linkOut = 'it is a link that leads out of it';

/** Finds where paths below a folder really lie, and lets nothing pass that lies outside of it. Folders are looked up once. */
function pathsBelow(root        )                                      {
  const folders = new Map                           ();
  let realRoot                             ;

  const resolve = async (path        )                    => {
    realRoot ??= realpath(root);
    const inside = await realRoot;
    const real = await realpath(join(inside, path));
    const rest = relative(inside, real);
    if (rest.startsWith('..') || isAbsolute(rest)) return { kind: 'unknown', reason: linkOut };
    if (isGitData(rest)) return { kind: 'unknown', reason: 'it is part of the data of git' };
    return typed(real);
  };

  const folder = (path        )                    => {
    const known = folders.get(path) ?? attempt(join(root, path), () => resolve(path));
    folders.set(path, known);
    return known;
  };

  return async (path) => {
    const clean = treePath(path);
    if (clean === undefined) return { kind: 'unknown', reason: 'its path leads out of it' };
    if (isGitData(clean)) return { kind: 'unknown', reason: 'it is part of the data of git' };
    if (clean === '') return folder('');
    const parent = await folder(folderOf(clean));
    if (parent.kind !== 'found') return parent;
    const whole = join(parent.real, nameOf(clean));
    return attempt(whole, async () => {
      const stats = await lstat(whole);
      return stats.isSymbolicLink() ? resolve(clean) : found(whole, stats);
    });
  };
}

                
                        
                    
                         
 

async function typed(real        )                    {
  return found(real, await lstat(real));
}

function found(real        , stats      )           {
  return { kind: 'found', real, type: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'special', size: stats.size };
}

/** What `look` finds at a path, or why nothing can be said of it. */
async function attempt(path        , look                         )                    {
  try {
    return await look();
  } catch (error) {
    const code = codeOf(error);
    if (code !== 'ENOENT' && code !== 'ENOTDIR') return { kind: 'unknown', reason: reasonOf(error) };
  }
  try {
    await lstat(path);
    return { kind: 'unknown', reason: 'it is a link to nothing' };
  } catch {
    return { kind: 'absent' };
  }
}

/** Why the system would not open something, in a clause. */
function reasonOf(error         )         {
  const reasons                                   = {
    EACCES: 'it may not be read',
    EPERM: 'it may not be read',
    ELOOP: 'it is a link that leads back to itself',
    ENAMETOOLONG: 'its path is longer than the system allows',
    ENOENT: 'it is gone',
  };
  return reasons[codeOf(error) ?? ''] ?? messageOf(error);
}

/** What `work` makes of each item, in the items' order, with at most `limit` under way at once. Throws CancelledError once `signal` aborts. */
async function sideBySide              (
  items                 ,
  limit        ,
  signal                         ,
  work                                 ,
)                             {
  const results           = Array.from({ length: items.length });
  const queue = items.entries();
  const worker = async ()                => {
    for (const [index, item] of queue) {
      throwIfCancelled(signal);
      results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(limit, items.length) }, worker));
  return results;
}

/** Folders that tools fill: what lies there is judged only where it was committed. */
function isToolFolder(name        )          {
  return name === 'node_modules' || name === '.terraform';
}

/**
 * The files below tool folders that git tracks, relative to `root`. `everything` when git cannot say: then nothing may be passed over.
 * Outside of a checkout nothing is tracked. Throws `CancelledError` when cancelled.
 */
async function trackedToolFiles(root        , signal              )                                            {
  // Few checkouts have such folders.
  const { trackedFiles } = await import('./tracked-files.js');
  const tracked = await trackedFiles(root, signal);
  if (tracked === 'none') return [];
  return tracked === 'unknown' ? 'everything' : tracked.filter((path) => path.split('/').some(isToolFolder));
}

/** Checkouts of a million files exist; this many are walked in some ten seconds. */
const mostFiles = 1_000_000;

/** The files below a path of a folder, see `folderTree`. */
async function listFolder(path        , settings          )                       {
  const at = await settings.pathOf(path);
  if (at.kind !== 'found') return at;
  const clean = treePath(path) ?? '';
  if (at.type === 'special') return { kind: 'unknown', reason: 'it is no ordinary file' };
  if (at.type === 'file') return { kind: 'found', paths: [clean] };
  return new Walk(settings).from({ path: clean, real: at.real });
}

/** A folder by the path under which it is listed, and where it lies. */
                  
                        
                        
 

class Walk {
           #settings          ;
           #files           = [];
           #unread                                                       = [];
           #visited = new Set        ();
  #folders           = [];
  #links           = [];
  #tracked                                                 ;

  constructor(settings          ) {
    this.#settings = settings;
  }

  async from(start        )                       {
    this.#folders = [start];
    while (this.#folders.length > 0 || this.#links.length > 0) {
      if (this.#files.length > mostFiles) return { kind: 'unknown', reason: `it holds more than ${mostFiles} files; name a folder further down` };
      // Folders first: what a link leads to is listed under its own name wherever it has one.
      if (this.#folders.length === 0) await this.#follow();
      else await this.#visitAll();
    }
    const unread = this.#unread.length === 0 ? {} : { unread: this.#unread.toSorted((left, right) => (left.path < right.path ? -1 : 1)) };
    return { kind: 'found', paths: [...new Set(this.#files)].toSorted(), ...unread };
  }

  async #visitAll()                {
    const folders = this.#folders.filter(({ real }) => !this.#visited.has(real));
    this.#folders = [];
    for (const { real } of folders) this.#visited.add(real);
    await sideBySide(folders, 16, this.#settings.signal, (folder) => this.#visit(folder));
  }

  async #visit({ path, real }        )                {
    try {
      for (const entry of await readdir(real, { withFileTypes: true })) {
        const folder = { path: below(path, entry.name), real: join(real, entry.name) };
        if (isGitData(entry.name)) continue;
        if (entry.isSymbolicLink()) this.#links.push(folder.path);
        else if (entry.isFile()) this.#files.push(folder.path);
        else if (entry.isDirectory() && !this.#settings.shallow) await this.#enter(folder, entry.name);
      }
    } catch (error) {
      this.#unread.push({ path, reason: reasonOf(error) });
    }
  }

  async #enter(folder        , name        )                {
    if (!isToolFolder(name)) {
      this.#folders.push(folder);
      return;
    }
    const root = await realpath(this.#settings.root);
    this.#tracked ??= trackedToolFiles(root, this.#settings.signal);
    const tracked = await this.#tracked;
    if (tracked === 'everything') {
      this.#folders.push(folder);
      return;
    }
    const prefix = `${relative(root, folder.real).split(sep).join('/')}/`;
    for (const file of tracked.filter((one) => one.startsWith(prefix))) {
      const path = below(folder.path, file.slice(prefix.length));
      const stats = await lstat(join(root, file)).catch(() => undefined);
      if (stats?.isSymbolicLink() === true) this.#links.push(path);
      else if (stats?.isFile() === true) this.#files.push(path);
    }
  }

  /** Every link found so far, in order: the first to a folder that was not walked yet is how its files are named. */
  async #follow()                {
    const links = this.#links.toSorted();
    this.#links = [];
    const targets = await sideBySide(links, 16, this.#settings.signal, async (path) => ({ path, at: await this.#settings.pathOf(path) }));
    for (const { path, at } of targets) {
      if (at.kind === 'found' && at.type === 'folder' && !this.#settings.shallow) this.#folders.push({ path, real: at.real });
      else if (at.kind === 'found' && at.type === 'file') this.#files.push(path);
      else if (at.kind === 'unknown' && at.reason === linkOut && (await isFolder(join(this.#settings.root, path)))) this.#unread.push({ path, reason: at.reason });
      // What reading it comes to says the rest.
      else if (at.kind === 'unknown') this.#files.push(path);
    }
    // Two links to one folder: the first in order has it.
    const first = new Map(this.#folders.toReversed().map((folder) => [folder.real, folder]));
    this.#folders = [...first.values()].toSorted((left, right) => (left.path < right.path ? -1 : 1));
  }
}

async function isFolder(path        )                   {
  return stat(path).then((stats) => stats.isDirectory(), () => false);
}

const megabyte = 1024 * 1024;
/** Nothing that GitHub takes without complaint is larger. Up to here a file can be searched for signs of infrastructure. */
const largest = 64 * megabyte;
/** A Terraform plan is a build's product, and made larger: of ten thousand resources it has 74 MB. */
const largestPlan = 256 * megabyte;
/** Files above this size are read one after another. */
const large = 4 * megabyte;

/** The flags that Windows does not have are undefined there. A pipe put in a file's place is not waited for, a link not followed. */
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW || 0) | (constants.O_NONBLOCK || 0);

/**
 * The files of a folder. Nothing outside of it is read, whatever links say: what a link leads to must really lie inside. A link to a
 * file is a file of its own; a folder is walked once, however many links lead to it. `.git` is never looked into, `node_modules` and
 * `.terraform` only where git tracks files in them or where the path asked for leads there. Pipes, sockets and devices are not opened.
 */
function folderTree(root        , options                                                            = {})           {
  const pathOf = pathsBelow(root);
  let last                   = Promise.resolve();
  const inTurn =         (work                       )                  => {
    const mine = last.then(work);
    last = mine;
    return mine;
  };
  return {
    name: options.name ?? 'the checkout',
    read: async (path) => {
      const at = await pathOf(path);
      if (at.kind !== 'found') return at;
      if (at.type !== 'file') return { kind: 'unknown', reason: at.type === 'folder' ? 'it is a folder' : 'it is no ordinary file' };
      if (at.size > largestPlan) return { kind: 'unknown', reason: `it is larger than ${largestPlan / megabyte} MB` };
      return at.size > large ? inTurn(() => readText(at.real)) : readText(at.real);
    },
    list: (path, { shallow = false } = {}) => listFolder(path, { pathOf, root, shallow, signal: options.signal }),
  };
}

async function readText(path        )                    {
  try {
    const file = await open(path, flags);
    try {
      const stats = await file.stat();
      if (!stats.isFile() || stats.size > largestPlan) return { kind: 'unknown', reason: 'it changes while it is read' };
      if (stats.size > largest && !(await isPlan(file))) return { kind: 'unknown', reason: `it is larger than ${largest / megabyte} MB` };
      const bytes = Buffer.allocUnsafe(stats.size);
      let length = 0;
      while (length < bytes.length) {
        const { bytesRead } = await file.read(bytes, length, bytes.length - length, length);
        if (bytesRead === 0) break;
        length += bytesRead;
      }
      return { kind: 'found', text: decodeText(bytes.subarray(0, length)) };
    } finally {
      await file.close();
    }
  } catch (error) {
    return { kind: 'unknown', reason: reasonOf(error) };
  }
}

/** By what it begins with, so that no other file of that size is read. */
async function isPlan(file            )                   {
  const beginning = Buffer.alloc(128);
  const { bytesRead } = await file.read(beginning, 0, beginning.length, 0);
  return planBeginning.test(decodeText(beginning.subarray(0, bytesRead)));
}

/** Where the file is unless an input says otherwise. */
const exemptionsPath = '.github/aks-isolation-exemptions.yml';

export { exemptionsPath, folderTree, hasSigns, looksLikeInfrastructure, planBeginning, sideBySide };
