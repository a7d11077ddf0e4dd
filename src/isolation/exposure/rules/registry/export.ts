import { negate } from '../../../../language/values.ts';
import { when } from '../../evidence.ts';
import { isMissing, isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** Import into another registry, and export pipelines. */
export const registryExport: ExposureRule = {
  id: 'registry-export',
  kind: 'channel',
  title: 'Nothing should be exported from the registry of isolated nodes',
  short: 'Registry, exports',
  leak: 'Whoever may read the registry can import its images into a registry elsewhere, or send them through an export pipeline, without any packet of the network.',
  seen: ['Microsoft.ContainerRegistry/registries: policies.exportPolicy.status'],
  severity: 'medium',
  remedy: 'Set `policies.exportPolicy.status` of the registry to `disabled`, which needs `publicNetworkAccess: Disabled` and no export pipeline.',
  sources: ['Azure Container Registry documentation, "Disable export of artifacts from an Azure container registry"'],
  // Exports are enabled when a registry is created (the same page).
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const status = step(properties, 'policies', 'exportPolicy', 'status');
      const said = isMissing(status) ? ', as nothing says otherwise' : '';
      return [when(negate(isOneOf(status, ['disabled'])), status, { opens: `what lies in registry \`${name}\` may be exported${said}`, closes: `nothing may be exported from registry \`${name}\``, wanted: 'disabled', target: name })];
    }),
};
