import type { Frame } from '../evaluate/frame.ts';
import { loopName, turnOf } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';

/** True for a resource with a symbolic name that is there already (learn.microsoft.com, "Use symbolic name in resources"). */
export function isExisting(written: Written): boolean {
  return written.find('existing')?.raw === true;
}

/**
 * True for a resource with a symbolic name that is not Resource Manager's but of another provider of extensibility, such as Kubernetes or
 * Microsoft Graph (learn.microsoft.com, "Bicep extensions"). Their version is part of the type (`core/Pod@v1`); with an `apiVersion`, or of
 * an extension that the template does not declare, it is taken for Resource Manager's, which judges it.
 */
export function isForeign(written: Written, { program }: Frame): boolean {
  const alias = written.text('extension') ?? written.text('import');
  if (alias === undefined || written.find('apiVersion') !== undefined) return false;
  const declared = program.template.find('extensions')?.find(alias) ?? program.template.find('imports')?.find(alias);
  const provider = declared?.text('name') ?? declared?.text('provider') ?? alias;
  return declared !== undefined && !['az', 'azureresourcemanager'].includes(provider.toLowerCase());
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
