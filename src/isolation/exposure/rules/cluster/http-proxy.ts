import { isUnknown } from '../../../../language/unknown.ts';
import { negate } from '../../../../language/values.ts';
import type { Truth } from '../../../../language/truth.ts';
import { both, closed, undetermined, when, type Evidence } from '../../evidence.ts';
import { isGiven, isOneOf, step, textIn } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** A proxy that nodes and pods send their web traffic to. */
export const httpProxy: ExposureRule = {
  id: 'egress-http-proxy',
  kind: 'egress',
  title: 'Nodes should use no HTTP proxy',
  short: 'HTTP proxy',
  leak: 'Nodes and pods send web traffic to the proxy, which leaves for them: a proxy in the network needs no other way out of the cluster.',
  seen: ['Microsoft.ContainerService/managedClusters: httpProxyConfig.enabled, .httpProxy, .httpsProxy'],
  severity: 'medium',
  remedy: 'Set `httpProxyConfig.enabled` to `false` (`az aks update --disable-http-proxy`), or declare the proxy in `egress`.',
  sources: ['AKS documentation, "HTTP proxy support in Azure Kubernetes Service (AKS)"'],
  look: ({ properties }) => {
    const config = step(properties, 'httpProxyConfig');
    if (isUnknown(config.value)) return [undetermined(`the HTTP proxy is not known: ${config.value.why}`, config)];
    const enabled = step(config, 'enabled');
    // A proxy that is named is on unless it is switched off ("HTTP proxy support": disable HTTP proxy).
    const isOn = negate(isOneOf(enabled, [false]));
    if (isOn === false) return [closed('the HTTP proxy is switched off', enabled)];
    const found = ['httpProxy', 'httpsProxy'].map((name): Evidence => {
      const proxy = step(config, name);
      const given: Truth = isUnknown(proxy.value) ? proxy.value : isGiven(proxy);
      const address = withoutCredentials(textIn(proxy) ?? 'a proxy');
      return when(both(given, isOn), proxy, { opens: `\`${name}\` leads to \`${address}\``, closes: `there is no \`${name}\``, target: address });
    });
    return found.every(({ state }) => state === 'closed') ? [closed('no HTTP proxy is named', config)] : found;
  },
};

/** `http://user:password@proxy:8080/` → `http://proxy:8080`. */
function withoutCredentials(address: string): string {
  return address.replace(/^([a-z][a-z0-9+.-]*:\/\/)?[^/]*@/i, '$1').replace(/\/+$/, '');
}
