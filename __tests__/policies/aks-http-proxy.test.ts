import { expect, test } from '@jest/globals';
import { cluster, pool } from '../policy/builders.ts';
import { judged, unknown, wanted, type Case } from './cases.ts';

const proxy = (httpProxyConfig: unknown) => cluster({ httpProxyConfig });
const httpProxy = 'http://proxy.example:3128';
const source = 'reference/aks-network-isolation.md §5.12 and §7.2';
const onByDefault = 'schemas/microsoft.containerservice-2026-05-01.json: httpProxyConfig.enabled, if not specified, is true';
const nothing = 'reference/azure-policy-language.md §1.6: missing and null compare as the empty text';

const cases: readonly Case[] = [
  { title: 'nothing written', resource: cluster(), verdict: 'compliant', source: nothing },
  { title: 'null', resource: proxy(null), verdict: 'compliant', source: nothing },
  { title: 'an empty configuration', resource: proxy({}), verdict: 'compliant', source: nothing },
  { title: 'switched on without a proxy', resource: proxy({ enabled: true }), verdict: 'compliant', source },
  { title: 'proxies of null and of no text', resource: proxy({ httpProxy: null, httpsProxy: '' }), verdict: 'compliant', source: nothing },
  { title: 'a certificate authority and exceptions, without a proxy', resource: proxy({ trustedCa: 'PEM', noProxy: ['localhost'] }), verdict: 'compliant', source },
  {
    title: 'a proxy, with nothing said of the switch',
    resource: proxy({ httpProxy, noProxy: ['localhost'] }),
    verdict: 'violation',
    message: '`httpProxyConfig.httpProxy` is `http://proxy.example:3128`; it must not be set. `httpProxyConfig.enabled` is not set; required: `false`.',
    source: onByDefault,
  },
  { title: 'a proxy and a switch of null', resource: proxy({ httpProxy, enabled: null }), verdict: 'violation', source: onByDefault },
  { title: 'a proxy for HTTPS only', resource: proxy({ httpsProxy: httpProxy, enabled: true }), verdict: 'violation', source },
  { title: 'a proxy, switched off', resource: proxy({ httpProxy, httpsProxy: httpProxy, enabled: false }), verdict: 'compliant', source: onByDefault },
  {
    title: 'a proxy, switched off as text',
    resource: proxy({ httpProxy, enabled: 'False' }),
    verdict: 'compliant',
    source: 'reference/azure-policy-language.md §1.6',
  },
  { title: 'a proxy that is not known', resource: proxy({ httpProxy: unknown }), verdict: 'undetermined', source: 'design/house.md: it may be the empty text' },
  { title: 'a proxy that is not known, switched off', resource: proxy({ httpProxy: unknown, enabled: false }), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'a switch that is not known', resource: proxy({ httpProxy, enabled: unknown }), verdict: 'undetermined', source: 'design/house.md' },
  { title: 'a switch that is not known, without a proxy', resource: proxy({ enabled: unknown }), verdict: 'compliant', source: 'no value of the unknown changes it' },
  { title: 'an unknown configuration', resource: proxy(unknown), verdict: 'undetermined', source: 'design/house.md' },
  {
    title: 'switched off',
    resource: proxy({ httpProxy }),
    parameters: { effect: 'Disabled' },
    verdict: 'notApplicable',
    source: 'reference/azure-policy-language.md §1.10',
  },
  { title: 'a node pool', resource: pool(), verdict: 'notApplicable', source: "the proxy is the cluster's" },
];

test.each(cases)('aks-http-proxy: $title', (entry) => {
  expect(judged('aks-http-proxy', entry)).toMatchObject(wanted(entry));
});

/** reference/aks-network-isolation.md §7.2: Audit/Deny. */
test('aks-http-proxy only records, unless told to refuse', () => {
  const entry = { title: '', source: '', verdict: 'violation', resource: proxy({ httpProxy }) } as const;
  expect(judged('aks-http-proxy', entry)?.effect).toBe('audit');
  expect(judged('aks-http-proxy', { ...entry, parameters: { effect: 'Deny' } })?.effect).toBe('deny');
});
