/** Looks on as Azure takes writes, and notes those that no run may ever send. */
import { arrayAt, textAt } from '../../../../../src/arm/json.ts';
import type { Handler, StandInRequest, StandInResponse } from '../../../../../src/sandbox/http.ts';
import { clusterId, group } from '../../runs.ts';

export interface Watch {
  /** Stands before the sandbox: what it asks besides is asked of the sandbox itself. */
  readonly wrap: (sandbox: Handler) => Handler;
  /** Sentences. */
  readonly unsafe: readonly string[];
}

const closed: ReadonlySet<string> = new Set(['none', 'block']);
const policies = '/providers/microsoft.authorization/';

/** @param effectDelay milliseconds within which an exemption may not be in force yet */
export function createWatch(now: () => number, effectDelay = 0): Watch {
  const unsafe: string[] = [];
  /** What nodes of a pool were last made from, by the pool; a renewal that was only begun may still fail. */
  const madeFrom = new Map<string, string>();
  const begun = new Map<string, string>();
  let exemptedAt = Number.NEGATIVE_INFINITY;

  const wrap = (sandbox: Handler): Handler => {
    const ask = (path: string, version: string): unknown => {
      const url = new URL(path, 'https://arm.test');
      const response = sandbox({ method: 'GET', path: url.pathname, query: new URLSearchParams({ 'api-version': version }), headers: { authorization: 'Bearer token' }, body: undefined });
      return response.status < 300 ? response.body : undefined;
    };
    const cluster = (): unknown => ask(clusterId, '2026-05-01');

    /** Pools that came to rest well count. */
    const follow = (living: unknown): void => {
      for (const pool of arrayAt(living, 'properties', 'agentPoolProfiles')) {
        const name = textAt(pool, 'name') ?? '';
        const state = textAt(pool, 'provisioningState');
        const source = begun.get(name);
        if (source !== undefined && state === 'Succeeded') madeFrom.set(name, source);
        if (source !== undefined && state !== 'UpgradingNodeImageVersion') begun.delete(name);
        if (!madeFrom.has(name)) madeFrom.set(name, sourceIn(living));
      }
    };

    const ofCluster = (request: StandInRequest): StandInResponse => {
      const before = cluster();
      follow(before);
      const response = sandbox(request);
      if (response.status === 403 && now() - exemptedAt > effectDelay) unsafe.push('the cluster was sent where a policy denies it, without an exemption');
      if (response.status >= 300 || response.status === 0) return response;
      const wanted = textAt(request.body, 'properties', 'networkProfile', 'outboundType') ?? '';
      const open = before !== undefined && !closed.has(textAt(before, 'properties', 'networkProfile', 'outboundType') ?? '');
      const stale = [...madeFrom].filter(([, made]) => made !== sourceIn(before)).map(([pool, made]) => `${pool} (${made})`);
      if (open && closed.has(wanted) && (stale.length > 0 || !sourceIn(before).startsWith('Cache'))) unsafe.push(`outbound type ${wanted} while nodes pull from elsewhere: ${stale.join(', ')}`);
      if (arrayAt(request.body, 'properties', 'agentPoolProfiles').some((pool) => textAt(pool, 'nodeImageVersion') !== undefined)) unsafe.push('nodeImageVersion was echoed');
      return response;
    };

    return (request) => {
      const path = decodeURIComponent(request.path).toLowerCase();
      const isCluster = path === clusterId.toLowerCase();
      if (request.method === 'PUT' && isCluster) return ofCluster(request);
      const pool = request.method === 'POST' ? /\/agentpools\/([^/]+)\/upgradenodeimageversion$/.exec(path)?.[1] : undefined;
      const before = pool === undefined ? undefined : cluster();
      if (before !== undefined) follow(before);
      const response = sandbox(request);
      if (response.status >= 300 || response.status === 0) return response;
      if (pool !== undefined) begun.set(pool, sourceIn(before));
      if (request.method === 'PUT' && path.includes(`${policies}policyexemptions/`)) exemptedAt = now();
      if (request.method === 'PUT' && path.includes(`${policies}policyassignments/`) && denies(request.body)) {
        const open = arrayAt(ask(`${group}/providers/Microsoft.ContainerService/managedClusters`, '2026-05-01'), 'value').filter((one) => !isIsolated(one));
        if (open.length > 0) unsafe.push(`a Deny was turned on while cluster ${open.map((one) => textAt(one, 'name')).join(', ')} fails it`);
      }
      return response;
    };
  };
  return { wrap, unsafe };
}

function denies(assignment: unknown): boolean {
  return (textAt(assignment, 'properties', 'enforcementMode') ?? 'Default') === 'Default';
}

function isIsolated(cluster: unknown): boolean {
  return closed.has(textAt(cluster, 'properties', 'networkProfile', 'outboundType') ?? '') && textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') === 'Cache';
}

function sourceIn(cluster: unknown): string {
  return `${textAt(cluster, 'properties', 'bootstrapProfile', 'artifactSource') ?? 'Direct'} ${textAt(cluster, 'properties', 'bootstrapProfile', 'containerRegistryId')?.toLowerCase() ?? ''}`.trim();
}
