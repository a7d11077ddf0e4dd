import type { Frame } from '../evaluate/frame.ts';
import type { Written } from '../evaluate/written.ts';

/**
 * True for what is not deployed by Resource Manager: a resource that is there already, and one of another provider of extensibility, such
 * as Kubernetes or Microsoft Graph (learn.microsoft.com, "Use symbolic name in resources", "Bicep extensions").
 */
export function isExistingOrForeign(written: Written, { program }: Frame): boolean {
  if (written.find('existing')?.raw === true) return true;
  const alias = written.text('extension') ?? written.text('import');
  if (alias === undefined) return false;
  const declared = (program.template.find('extensions') ?? program.template.find('imports'))?.find(alias);
  const provider = declared?.text('name') ?? declared?.text('provider') ?? alias;
  return !['az', 'azureresourcemanager'].includes(provider.toLowerCase());
}
