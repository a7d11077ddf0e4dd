import { expect, test } from '@jest/globals';
import { judged, unknown, wanted, type Case } from './cases.ts';
import { cacheRule, registry } from './registries.ts';


const from = (sourceRepository: unknown) => cacheRule('rule', { sourceRepository, targetRepository: 'x/*' });
const source = 'reference/aks-network-isolation.md §5, 18';
const some = { allowedSourceRepositories: ['mcr.microsoft.com/*', 'docker.io/library/nginx'] };

const cases: readonly Case[] = [
  { title: 'all of the Microsoft registry', resource: from('mcr.microsoft.com/*'), verdict: 'compliant', source },
  { title: 'a part of it', resource: from('mcr.microsoft.com/dotnet/*'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6: * is any run of characters' },
  { title: 'in another case', resource: from('MCR.microsoft.com/*'), verdict: 'compliant', source: 'reference/azure-policy-language.md §1.6' },
  { title: 'another registry', resource: from('docker.io/*'), verdict: 'violation', source },
  { title: 'a registry of a similar name', resource: from('mcr.microsoft.com.example.net/*'), verdict: 'violation', source },
  { title: 'everything', resource: from('*'), verdict: 'violation', source },
  { title: 'no source', resource: from(undefined), verdict: 'violation', source },
  { title: 'null', resource: from(null), verdict: 'violation', source: 'reference/azure-policy-language.md §1.13, 7' },
  { title: 'one of several that are allowed', resource: from('docker.io/library/nginx'), parameters: some, verdict: 'compliant', source: 'the parameter' },
  { title: 'more than what is allowed', resource: from('docker.io/library/*'), parameters: some, verdict: 'violation', source: 'the parameter' },
  { title: 'nothing allowed', resource: from('mcr.microsoft.com/*'), parameters: { allowedSourceRepositories: [] }, verdict: 'violation', source: 'the parameter' },
  { title: 'everything allowed', resource: from('docker.io/*'), parameters: { allowedSourceRepositories: ['*'] }, verdict: 'compliant', source: 'the parameter' },
  { title: 'unknown', resource: from(unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'unknown properties', resource: cacheRule('rule', unknown), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'switched off', resource: from('docker.io/*'), parameters: { effect: 'Disabled' }, verdict: 'notApplicable', source: 'reference/azure-policy-language.md §1.10' },
  { title: 'a registry', resource: registry(), verdict: 'notApplicable', source: 'cache rules are requests of their own' },
];

test.each(cases)('acr-cache-source: $title', (entry) => {
  expect(judged('acr-cache-source', entry)).toMatchObject(wanted(entry));
});
