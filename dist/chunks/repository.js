const { realpath, lstat } = globalThis.process.getBuiltinModule('node:fs/promises');
const { dirname, join, relative, sep } = globalThis.process.getBuiltinModule('node:path');

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

export { findRepository, nestedRepository };
