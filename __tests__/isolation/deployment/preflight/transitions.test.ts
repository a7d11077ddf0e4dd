import { describe, expect, test } from '@jest/globals';
import { transitionRemarks } from '../../../../src/isolation/deployment/preflight/checks/kinds/outbound.ts';
import { mayChange, stopover, transitionMatrix, type NetworkKind } from '../../../../src/isolation/deployment/preflight/transitions.ts';
import { mergeDocument } from '../../../../src/isolation/document/merge.ts';
import type { Step } from '../../../../src/isolation/deployment/step.ts';
import { managedVariant } from '../../../../src/isolation/deployment/variant.ts';
import { mayChangeOutboundType, outboundTypes } from '../../../../src/sandbox/arm/aks/outbound-transitions.ts';
import { livingCluster } from '../../clusters.ts';
import { change, clusterId, found, networkId, openCluster, reimage, withPool } from './openings.ts';

const networks: readonly NetworkKind[] = ['managed', 'own'];

describe('the matrix of outbound types', () => {
  test('agrees with the sandbox: what is disputed it takes, as the release notes say', () => {
    for (const network of networks) {
      for (const from of outboundTypes) {
        for (const to of outboundTypes) {
          expect([network, from, to, ['yes', 'disputed'].includes(mayChange(from, to, network))]).toEqual([network, from, to, mayChangeOutboundType(from, to, network)]);
        }
      }
    }
  });

  test('disputes only how managedNATGatewayV2 is left', () => {
    const disputed = networks.flatMap((network) => Object.keys(transitionMatrix[network]).flatMap((from) => [...outboundTypes].filter((to) => mayChange(from, to, network) === 'disputed').map((to) => `${network}: ${from} → ${to}`)));
    expect(disputed).toEqual(['managed: managedNATGatewayV2 → none', 'managed: managedNATGatewayV2 → block']);
  });

  test('does not know what the documentation has no row or column for', () => {
    expect(mayChange('userDefinedRouting', 'none', 'managed')).toBe('unknown');
    expect(mayChange('managedNATGateway', 'none', 'own')).toBe('unknown');
    expect(mayChange('__proto__', 'none', 'own')).toBe('unknown');
  });

  test('names compare without case, and no change is one', () => {
    expect(mayChange('LoadBalancer', 'NONE', 'own')).toBe('yes');
    expect(mayChange('managednatgatewayv2', 'ManagedNATGatewayV2', 'managed')).toBe('yes');
  });
});

describe('a way of two hops', () => {
  test('is named where the direct one is refused', () => {
    expect(stopover('managedNATGateway', 'loadBalancer', 'managed')).toBe('none');
  });

  test('is not named where the direct one is open, or where there is none', () => {
    expect(stopover('loadBalancer', 'none', 'managed')).toBeUndefined();
    expect(stopover('none', 'block', 'own')).toBeUndefined();
  });

  test('goes over a disputed hop only when that is allowed', () => {
    expect(stopover('managedNATGatewayV2', 'loadBalancer', 'managed')).toBeUndefined();
    expect(stopover('managedNATGatewayV2', 'loadBalancer', 'managed', { disputed: true })).toBe('none');
  });

  test('has two hops that are open, whenever there is one', () => {
    for (const network of networks) {
      for (const from of outboundTypes) {
        for (const to of outboundTypes) {
          const by = stopover(from, to, network);
          if (by === undefined) continue;
          expect([mayChange(from, by, network), mayChange(by, to, network)]).toEqual(['yes', 'yes']);
          expect(mayChange(from, to, network)).not.toBe('yes');
        }
      }
    }
  });
});

describe('a change that is not documented', () => {
  const kindOf = (from: string, to: string, network: NetworkKind): readonly string[] => transitionRemarks(from, to, network, '--name demo').map(({ kind = 'refusal', command }) => `outbound-transition: ${kind}${command === undefined ? '' : `, ${command}`}`);

  test('is refused, with the way of two hops where there is one', () => {
    expect(kindOf('managedNATGateway', 'loadBalancer', 'managed')).toEqual(['outbound-transition: refusal, az aks update --name demo --outbound-type none']);
    expect(kindOf('managedNATGatewayV2', 'loadBalancer', 'managed')).toEqual(['outbound-transition: refusal']);
  });
});

describe('a plan that leaves isolation', () => {
  const leaving = (outboundType: string): readonly Step[] => [change('outbound-type', clusterId, { properties: { networkProfile: { outboundType } } }), reimage('system', ['outbound-type'])];

  test('is judged by where it leads, and isolates nothing', () => {
    expect(found({ cluster: livingCluster(), steps: leaving('loadBalancer') })).toEqual([]);
    expect(found({ cluster: withPool({ osType: 'Windows' }), steps: [change('artifact-source', clusterId, { properties: { bootstrapProfile: { artifactSource: 'Direct' } } })] })).toEqual([]);
    expect(found({ cluster: livingCluster(), steps: leaving('userDefinedRouting') })).toEqual(['outbound-transition: unverified']);
  });
});

describe('the preflight', () => {
  test.each([
    ['loadBalancer', 'managed', []],
    ['managedNATGateway', 'managed', []],
    ['managedNATGatewayV2', 'managed', ['outbound-transition: unverified']],
    ['userDefinedRouting', 'managed', ['outbound-transition: unverified']],
    ['userDefinedRouting', 'own', []],
    ['userAssignedNATGateway', 'own', []],
  ])('from %s in a network that is %s: %j', (from, network, expected) => {
    const base = network === 'own' ? withPool({ vnetSubnetID: `${networkId}/subnets/nodes` }) : openCluster();
    expect(found({ cluster: mergeDocument(base, { properties: { networkProfile: { outboundType: from } } }), variant: managedVariant }).filter((text) => text.startsWith('outbound'))).toEqual(expected);
  });
});
