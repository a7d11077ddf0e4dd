/** What is shipped judges Bicep by the compiler on PATH, a stand-in here, and never by one that a checkout brings along. */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { folderWith } from '../../sources/folders.ts';
import { program, standIn } from '../../sources/bicep/stand-in.ts';
import { runCommandLine } from '../command-line.ts';
import { isolatedCluster, leakingCluster } from '../azure.ts';
import { bicepForms } from '../../commands/check/bicep-forms.ts';

const [form] = bicepForms;

describe('the command line', () => {
  test('names the line in the Bicep file, and the change', async () => {
    const leaking = leakingCluster();
    const { folder } = standIn(form?.outputs(leaking) ?? {});
    const ended = await runCommandLine(['check', '--format', 'lines'], { folder: folderWith(form?.sources(leaking) ?? {}), environment: { PATH: folder } });
    const line = form?.places(leaking, '/properties/networkProfile/outboundType')[0]?.line;
    expect([ended.status, ended.stderr]).toEqual([1, expect.not.stringContaining('Error')]);
    expect(ended.stdout).toMatch(new RegExp(`^main\\.bicep:${line}:\\d+: high aks-outbound-type `, 'm'));
  });

  test('is quiet about what is isolated', async () => {
    const { folder } = standIn(form?.outputs(isolatedCluster()) ?? {});
    expect(await runCommandLine(['check', '--format', 'lines'], { folder: folderWith(form?.sources(isolatedCluster()) ?? {}), environment: { PATH: folder } })).toMatchObject({ status: 0 });
  });

  test('does not run what the checkout brings along, and says so', async () => {
    const checkout = folderWith(form?.sources(isolatedCluster()) ?? {});
    const mark = join(folderWith({}), 'ran');
    for (const name of ['bicep', 'az']) program(checkout, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`, name);
    const ended = await runCommandLine(['check', '--format', 'lines'], { folder: checkout, environment: { PATH: ['', '.', checkout].join(delimiter) } });
    expect([ended.status, existsSync(mark)]).toEqual([1, false]);
    expect(ended.stdout).toContain('There is no Bicep compiler on PATH; the one that the checkout brings along is not run');
  });
});
