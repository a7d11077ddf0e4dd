import { expect, test } from '@jest/globals';
import { resource } from '../policy/builders.ts';
import { Unknown } from '../../src/language/unknown.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, cacheRuleType, ofAks, registry } from './registries.ts';


const rule = (properties: object, name = 'aks-managed-mcr') => cacheRule(name, { ...ofAks, ...properties });
const source = 'reference/aks-network-isolation.md §2.1: name, source and target are fixed and must not be altered';
const prefix = 'reference/aks-network-isolation.md §2.1: nodes only care about the target prefix';
const byParts = (...pieces: readonly string[]) => resource(cacheRuleType, '(as the file writes it)', { name: new Unknown('made at deployment', { pieces }), properties: { ...ofAks, sourceRepository: 'docker.io/*' } });

const cases: readonly Case[] = [
  { title: 'as AKS asks for it', resource: rule({}), verdict: 'compliant', source },
  { title: 'as the service shows it', resource: rule({ creationDate: '2025-03-22T15:47:04.0694886+00:00', provisioningState: 'Succeeded' }), verdict: 'compliant', source: 'ground-truth/byo-acr-create.json' },
  { title: 'with a credential set of null', resource: rule({ credentialSetResourceId: null }), verdict: 'compliant', source: 'ground-truth/byo-acr-create.json' },
  { title: 'in another case', resource: rule({ sourceRepository: 'MCR.microsoft.com/*' }, 'AKS-managed-mcr'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'another source', resource: rule({ sourceRepository: 'docker.io/*' }), verdict: 'violation', source },
  { title: 'a part of the source', resource: rule({ sourceRepository: 'mcr.microsoft.com/oss/*' }), verdict: 'violation', source },
  { title: 'another target', resource: rule({ targetRepository: 'mirror/*' }), verdict: 'violation', source },
  { title: 'the target of before March 2025', resource: rule({ targetRepository: '/*' }), verdict: 'violation', source: 'the default of the parameter' },
  {
    title: 'the target of before March 2025, when allowed',
    resource: rule({ targetRepository: '/*' }),
    parameters: { allowedTargetRepositories: ['aks-managed-repository/*', '/*'] },
    verdict: 'compliant',
    source: 'reference/aks-network-isolation.md §2.1: old clusters may keep the old rule',
  },
  { title: 'no source', resource: rule({ sourceRepository: undefined }), verdict: 'violation', source },
  { title: 'no target', resource: rule({ targetRepository: undefined }), verdict: 'violation', source },
  { title: 'null', resource: rule({ sourceRepository: null }), verdict: 'violation', source },
  { title: 'nothing', resource: cacheRule('aks-managed-mcr'), verdict: 'violation', source },
  { title: 'a rule of another name for something else', resource: rule({ sourceRepository: 'docker.io/*', targetRepository: 'docker/*' }, 'docker'), verdict: 'compliant', source },
  { title: 'a rule of another name that does the same', resource: rule({}, 'aks-managed-rule'), verdict: 'compliant', source: prefix },
  { title: 'a rule of another name for a part of the same', resource: rule({ sourceRepository: 'mcr.microsoft.com/oss/*', targetRepository: 'aks-managed-repository/oss/*' }, 'oss'), verdict: 'compliant', source: prefix },
  { title: 'a rule of another name that hands nodes something else', resource: rule({ sourceRepository: 'docker.io/*' }, 'other'), verdict: 'violation', source: prefix },
  { title: 'a rule of another name for a part of it', resource: rule({ sourceRepository: 'docker.io/x', targetRepository: 'aks-managed-repository/x' }, 'other'), verdict: 'violation', source: prefix },
  { title: 'a rule of another name with nothing', resource: cacheRule('other'), verdict: 'compliant', source },
  { title: 'an unknown source', resource: rule({ sourceRepository: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown target', resource: rule({ targetRepository: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown properties', resource: cacheRule('aks-managed-mcr', unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'an unknown name, and a source that no name may have', resource: byParts('', ''), verdict: 'violation', source: prefix },
  { title: 'switched off', resource: cacheRule('aks-managed-mcr'), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a registry', resource: registry(), verdict: 'notApplicable', source: 'cache rules are requests of their own' },
];

test.each(cases)('acr-cache-rule: $title', (entry) => {
  expect(judged('acr-cache-rule', entry)).toMatchObject(wanted(entry));
});
