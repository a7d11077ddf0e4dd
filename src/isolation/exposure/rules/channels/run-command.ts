import { negate } from '../../../../language/values.ts';
import { when } from '../../evidence.ts';
import { isOneOf, step } from '../../graph/spot.ts';
import type { ExposureRule } from '../../rule.ts';

/** `az aks command invoke`: files in, commands run, output out, through Resource Manager. */
export const runCommand: ExposureRule = {
  id: 'run-command',
  kind: 'channel',
  title: 'Run command should be disabled',
  short: 'Run command',
  leak: 'Whoever may call run command sends files into the cluster and reads output from it through Azure Resource Manager, past the private API server and the network.',
  seen: ['Microsoft.ContainerService/managedClusters: apiServerAccessProfile.disableRunCommand'],
  severity: 'medium',
  remedy: 'Set `apiServerAccessProfile.disableRunCommand` to `true`: `az aks update --disable-run-command`.',
  sources: ['AKS documentation, "Access a private AKS cluster using the command invoke feature"'],
  look: ({ properties }) => {
    const disabled = step(properties, 'apiServerAccessProfile', 'disableRunCommand');
    return [when(negate(isOneOf(disabled, [true])), disabled, { opens: 'run command is allowed', closes: 'run command is disabled', wanted: true })];
  },
};
