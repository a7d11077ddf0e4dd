import type { ExposureRule } from './rule.ts';
import { nodePublicIp } from './rules/node-public-ip.ts';
import { outboundType } from './rules/outbound-type.ts';
import { registryAdminUser } from './rules/registry/admin-user.ts';
import { registryAnonymousPull } from './rules/registry/anonymous-pull.ts';
import { registryCacheSource } from './rules/registry/cache-source.ts';
import { registryExport } from './rules/registry/export.ts';
import { registryNetworkBypass } from './rules/registry/network-bypass.ts';
import { registryPublicAccess } from './rules/registry/public-access.ts';
import { registryPush } from './rules/registry/push.ts';

/** What leaves through the registry that nodes start from. */
const registry: readonly ExposureRule[] = [registryPublicAccess, registryNetworkBypass, registryExport, registryPush, registryCacheSource, registryAnonymousPull, registryAdminUser];

/** Every exposure rule, in the order in which people read them. */
export const exposureRules: readonly ExposureRule[] = [outboundType, nodePublicIp, ...registry];
