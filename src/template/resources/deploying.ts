import { isUnknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { valueOf, withProblem } from '../evaluate/make.ts';
import type { Written } from '../evaluate/written.ts';
import type { Deploying } from '../expansion.ts';
import { isDeployment } from './identity.ts';

/** How a resource is deployed; `deployment`: the nested deployment that it stands in. What of `dependsOn` is not known is left out. */
export function deployingOf(written: Written, frame: Frame, deployment: string | undefined): Deploying {
  const resources = frame.program.template.find('resources');
  const symbol = resources?.isObject === true ? resources.members.find(({ value }) => value.place.pointer === written.place.pointer)?.key : undefined;
  const dependsOn = written.find('dependsOn');
  const needed = dependsOn === undefined ? [] : valueOf(dependsOn, frame, withProblem);
  return {
    dependsOn: Array.isArray(needed) ? needed.filter((one) => typeof one === 'string') : [],
    symbol,
    loop: loopOf(written, frame),
    batchSize: batchSizeOf(written, frame),
    deployment,
    nested: nestedOf(written, frame),
  };
}

/** The turn of a resource's own loop is the innermost one of its frame. */
function loopOf(written: Written, { loops }: Frame): string | undefined {
  return written.find('copy') === undefined ? undefined : loops?.name;
}

/** `"mode": "serial"` with a `batchSize`, one unless it is given (learn.microsoft.com, "Resource iteration in ARM templates": deploy copies serially). */
function batchSizeOf(written: Written, frame: Frame): number | undefined {
  const loop = written.find('copy');
  const [mode, size] = ['mode', 'batchSize'].map((name) => loop?.find(name)).map((at) => (at === undefined ? undefined : valueOf(at, frame, withProblem)));
  if (typeof mode !== 'string' || mode.toLowerCase() !== 'serial') return undefined;
  return typeof size === 'number' && size >= 1 ? size : 1;
}

function nestedOf(written: Written, frame: Frame): Deploying['nested'] {
  const type = written.find('type');
  const value = type === undefined ? undefined : valueOf(type, frame, withProblem);
  if (isUnknown(value) || typeof value !== 'string' || !isDeployment(value)) return undefined;
  return {
    template: written.find('properties')?.find('template')?.raw,
    outputs: () => frame.session.nestedOutputs(written, frame)?.['outputs'],
  };
}
