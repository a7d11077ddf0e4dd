import type { Frame } from '../evaluate/frame.ts';
import { loopName, turnOf } from '../evaluate/make.ts';
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

/** A resource by its symbolic name, `name` or `name[2]` for one of its copies, with the frame of its expressions. */
export function resourceOfSymbol(symbol: string, frame: Frame): { readonly written: Written; readonly frame: Frame } | undefined {
  const [, name = symbol, index] = /^([^[]+)\[(\d+)\]$/.exec(symbol) ?? [];
  const resources = frame.program.template.find('resources');
  const written = resources?.isObject === true ? resources.find(name) : undefined;
  const loop = written?.find('copy');
  if (written === undefined || (loop !== undefined) !== (index !== undefined)) return undefined;
  return { written, frame: loop === undefined ? { ...frame, loops: undefined } : turnOf({ ...frame, loops: undefined }, 'item', loopName(loop, frame), Number(index)) };
}
