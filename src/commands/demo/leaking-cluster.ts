import { request } from 'node:https';
import { apiVersions } from '../../arm/api-versions.ts';
import { textAt } from '../../arm/json.ts';
import type { OpenSandbox } from '../sandbox.ts';

export interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** What anybody with access could send: a cluster with a public load balancer, without the action, straight to Azure. */
export async function putLeakingCluster({ sandbox }: OpenSandbox): Promise<Refusal> {
  const url = `${sandbox.armEndpoint}/subscriptions/${sandbox.subscriptionId}/resourceGroups/demo/providers/Microsoft.ContainerService/managedClusters/leaky`;
  const body = {
    location: 'westeurope',
    identity: { type: 'SystemAssigned' },
    properties: {
      dnsPrefix: 'leaky',
      agentPoolProfiles: [{ name: 'system', mode: 'System', count: 1, vmSize: 'Standard_D4ds_v5', type: 'VirtualMachineScaleSets' }],
      networkProfile: { networkPlugin: 'azure', outboundType: 'loadBalancer' },
    },
  };
  const answer = await put(`${url}?api-version=${apiVersions.managedClusters}`, body, sandbox.accessToken(), sandbox.caCertificate);
  const document: unknown = JSON.parse(answer.text === '' ? '{}' : answer.text);
  return { status: answer.status, code: textAt(document, 'error', 'code') ?? '', message: textAt(document, 'error', 'message') ?? '' };
}

async function put(url: string, body: unknown, token: string, ca: string): Promise<{ readonly status: number; readonly text: string }> {
  return await new Promise((resolve, reject) => {
    const headers = { 'authorization': `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'PUT', headers, ca }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(JSON.stringify(body));
  });
}
