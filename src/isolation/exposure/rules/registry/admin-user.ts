import { when } from '../../evidence.ts';
import { isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';
import { bootstrapRegistries, eachRegistry } from './bootstrap.ts';

/** One password for everything in the registry. */
export const registryAdminUser: ExposureRule = {
  id: 'registry-admin-user',
  kind: 'channel',
  title: 'The registry of isolated nodes should have no admin user',
  short: 'Registry, admin user',
  leak: 'With the password of the admin user a workload pushes what it likes into the registry, and others pull it; nobody can be told apart.',
  seen: ['Microsoft.ContainerRegistry/registries: adminUserEnabled'],
  severity: 'low',
  remedy: 'Set `adminUserEnabled` of the registry to `false`.',
  sources: ['Azure Container Registry documentation, "Azure Container Registry authentication": admin account, off by default'],
  look: (cluster) =>
    eachRegistry(bootstrapRegistries(cluster), cluster, (properties, { name }) => {
      const admin = step(properties, 'adminUserEnabled');
      return [when(isOneOf(admin, [true]), admin, { opens: `registry \`${name}\` has an admin user`, closes: `registry \`${name}\` has no admin user`, wanted: false, target: name })];
    }),
};
