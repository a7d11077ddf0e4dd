import { when } from '../../evidence.ts';
import { isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** Reading without a login. */
export const registryAnonymousPull: ExposureRule = {
  id: 'registry-anonymous-pull',
  kind: 'channel',
  title: 'Nobody should read the registry without a login',
  short: 'Registry, anonymous pull',
  leak: 'Everybody who reaches the registry reads all of it, also what nodes of this cluster may have pushed there.',
  seen: ['Microsoft.ContainerRegistry/registries: anonymousPullEnabled'],
  severity: 'medium',
  remedy: 'Set `anonymousPullEnabled` of the registry to `false`; isolated nodes log in with the kubelet identity since March 2025.',
  sources: ['AKS release notes of 2025-03-16', 'Azure/AKS issue 4764', 'Azure Container Registry documentation, "Make your container registry content publicly available": off by default'],
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const anonymous = step(properties, 'anonymousPullEnabled');
      return [when(isOneOf(anonymous, [true]), anonymous, { opens: `registry \`${name}\` is read without a login`, closes: `registry \`${name}\` asks for a login`, wanted: false, target: name })];
    }),
};
