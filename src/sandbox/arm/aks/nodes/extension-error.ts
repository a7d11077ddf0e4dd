import type { OperationOutcome } from '../../operations.ts';

/** How the script ends that makes a machine a node, and what it writes then (Azure/AgentBaker, cse_helpers.sh; the words are ours). */
const outputs = {
  50: 'ERR_OUTBOUND_CONN_FAIL: unable to establish outbound connection from agents, please see https://aka.ms/aks-required-ports-and-addresses',
  51: 'ERR_K8S_API_SERVER_CONN_FAIL: unable to establish connection from agents to the Kubernetes API server',
  207: 'ERR_ORAS_PULL_K8S_FAIL: failed to pull the artifact from the registry',
  211: 'ERR_ORAS_PULL_NETWORK_TIMEOUT: timed out fetching a token or connecting to the registry',
  212: 'ERR_ORAS_PULL_UNAUTHORIZED: the kubelet identity is not authorized to pull from the registry',
} as const;

export type ExtensionExit = keyof typeof outputs;

/** The error of an operation whose nodes did not start. @param about what the script says besides */
export function extensionError(exitCode: ExtensionExit, about?: string): OperationOutcome['error'] {
  const output = about === undefined ? outputs[exitCode] : `${outputs[exitCode]}: ${about}`;
  return {
    code: 'VMExtensionProvisioningError',
    message: 'VM has reported a failure when processing extension \'vmssCSE\' (publisher \'Microsoft.Azure.Extensions\' and type \'CustomScript\'). Error message: '
      + `'Enable failed: failed to execute command: command terminated with exit status=${exitCode} [stdout] ${output} [stderr] '. `
      + 'More information on troubleshooting is available at https://aka.ms/VMExtensionCSELinuxTroubleshoot.',
  };
}
