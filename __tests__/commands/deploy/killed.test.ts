import { describe, test } from '@jest/globals';
import { expectFinished, type Scenario } from './kills.ts';
import { azure, openCluster } from './runs.ts';

const open = { source: 'Direct', outboundType: 'loadBalancer' };

const scenarios: Readonly<Record<string, Scenario>> = {
  'isolating a cluster': { prepare: () => azure(openCluster()), opening: open },
  'isolating one that was left half-way': { prepare: () => azure(openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' } })), opening: { source: 'Cache managed', outboundType: 'loadBalancer' } },
  'leaving isolation': {
    prepare: () => azure(openCluster({}, { bootstrapProfile: { artifactSource: 'Cache' }, networkProfile: { networkPlugin: 'azure', networkPluginMode: 'overlay', outboundType: 'none' } })),
    changes: { leaveTo: 'loadBalancer' }, opening: { source: 'Cache managed', outboundType: 'none' },
  },
};

describe('a run that is killed at any of its requests is finished by the next one, and no node is ever left without images', () => {
  test.each(Object.entries(scenarios))('%s', async (_, scenario) => {
    await expectFinished(scenario);
  }, 120_000);
});
