import {
  AzureCliCredential, AzurePowerShellCredential, ChainedTokenCredential, EnvironmentCredential, ManagedIdentityCredential, WorkloadIdentityCredential,
} from '@azure/identity';
import { authorityOptions } from '../clouds.ts';
import type { CredentialOptions, TokenSource } from './token-source.ts';
import { explainSignIn } from './explain.ts';

/** Environment variables and workload identity say what they want; then `az login`; the machine's own identity last, as asking for it is slow. */
export function ambientSource({ cloud, tenantId }: CredentialOptions): TokenSource {
  const authority = authorityOptions(cloud);
  const tenant = tenantId === undefined ? {} : { tenantId };
  const federated = process.env['AZURE_FEDERATED_TOKEN_FILE'] === undefined ? [] : [new WorkloadIdentityCredential({ ...authority, ...tenant })];
  const machineClient = process.env['AZURE_CLIENT_ID'];
  const machine = machineClient === undefined ? new ManagedIdentityCredential() : new ManagedIdentityCredential({ clientId: machineClient });
  const chain = new ChainedTokenCredential(
    new EnvironmentCredential(authority), ...federated, new AzureCliCredential(tenant), new AzurePowerShellCredential(tenant), machine,
  );
  return async (scopes, request) => {
    try {
      return await chain.getToken(scopes, request);
    } catch (error) {
      throw explainSignIn(error, { clientId: undefined, tenantId, authorityHost: cloud.authorityHost, assertion: undefined });
    }
  };
}
