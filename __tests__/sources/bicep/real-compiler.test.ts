/** The machine's own compiler, where there is one: what the stand-in replays is what it prints, as far as places go. Skipped elsewhere. */
import { describe, expect, test } from '@jest/globals';
import { folderTree } from '../../../src/sources/files/folder-tree.ts';
import { findCompiler } from '../../../src/sources/bicep/compiler/find-compiler.ts';
import { readInfrastructure } from '../../../src/sources/read-infrastructure.ts';
import { bicepForms } from '../../commands/check/bicep-forms.ts';
import { clusterType, isolatedCluster } from '../../commands/check/forms.ts';
import { folderWith } from '../folders.ts';

const search = await findCompiler(import.meta.dirname);
const hasCompiler = search.kind === 'found';

(hasCompiler ? describe : describe.skip)(`the compiler of this machine${hasCompiler ? '' : ' (skipped: there is none on PATH)'}`, () => {
  test.each(bicepForms.filter(({ name }) => name !== 'symbolic names').map((form) => [form.name, form] as const))('%s', async (_name, form) => {
    const folder = folderWith(form.sources(isolatedCluster));
    const infrastructure = await readInfrastructure({ paths: [], folder, tree: folderTree(folder) }, { signal: new AbortController().signal });
    expect([infrastructure.problems, infrastructure.notes]).toEqual([[], []]);
    const clusters = infrastructure.resources.filter(({ type }) => type === clusterType);
    const pointer = '/properties/networkProfile/outboundType';
    expect(clusters.map(({ originOf }) => ({ file: originOf?.(pointer)?.file, line: originOf?.(pointer)?.line }))).toEqual(form.places(isolatedCluster, pointer));
    expect(clusters.map(({ writingOf }) => writingOf?.(pointer)?.text)).toEqual(clusters.map(() => "'none'"));
  });
});
