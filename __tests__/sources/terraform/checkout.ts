/** A checkout that holds these files, by path. */
export function treeOf(files: Readonly<Record<string, string>>): never {
  return {
    name: 'the checkout',
    read: (path: string) => Promise.resolve(Object.hasOwn(files, path) ? { kind: 'found', text: files[path] } : { kind: 'absent' }),
    list: (folder: string) => Promise.resolve({ kind: 'found', paths: Object.keys(files).filter((path) => path.startsWith(folder === '' ? '' : `${folder}/`)) }),
  } as never;
}
