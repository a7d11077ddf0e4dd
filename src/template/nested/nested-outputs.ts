import { EvaluationError, ExpressionError } from '../../language/errors.ts';
import { isUnknown, Unknown } from '../../language/unknown.ts';
import type { ObjectValue } from '../../language/values.ts';
import type { Frame } from '../evaluate/frame.ts';
import type { Written } from '../evaluate/written.ts';
import { outputOf } from '../outputs.ts';
import { conditionOf } from '../resources/condition.ts';
import { identityOf } from '../resources/identity.ts';
import { frameOfTemplate } from './deploy-template.ts';
import { readNested } from './read-nested.ts';

/** The state of a nested deployment, as far as its template tells: `{"outputs": {"name": {"value"}}}`. Undefined when its template is not at hand. */
export type NestedOutputs = (written: Written, frame: Frame) => ObjectValue | undefined;

/** Works out each deployment once; one that asks for its own outputs, by whatever way, gets none. */
export function nestedOutputsReader(): NestedOutputs {
  const known = new WeakMap<object, Map<string, ObjectValue | undefined>>();
  return (written, frame) => {
    const ofFrame = known.get(frame.parameters) ?? new Map<string, ObjectValue | undefined>();
    known.set(frame.parameters, ofFrame);
    const { file, pointer } = written.place;
    const key = JSON.stringify([file, pointer, isUnknown(frame.loops?.index) ? null : frame.loops?.index]);
    if (!ofFrame.has(key)) {
      ofFrame.set(key, undefined);
      ofFrame.set(key, read(written, frame));
    }
    return ofFrame.get(key);
  };
}

function read(written: Written, frame: Frame): ObjectValue | undefined {
  try {
    if (conditionOf(written, frame) === false) return undefined;
    const { target, depth, files, facts } = frame.surroundings;
    const context = { frame, target, parent: undefined, mayBeAbsent: undefined, deployment: undefined, depth, files, nested: [] };
    const found = readNested({ written, identity: identityOf(written, frame, target, undefined), context });
    if (found === undefined) return undefined;
    const { template, given, name, within } = found;
    // The expressions of an inline template of outer scope see what is around it, and no outputs of its own resources.
    const inner = given === undefined ? frame : frameOfTemplate({ template, given, name, within }, facts, frame.session);
    return { outputs: outputsIn(template, inner), provisioningState: 'Succeeded', mode: 'Incremental' };
  } catch (error) {
    // What fails is told where the deployment itself is expanded.
    if (error instanceof EvaluationError || error instanceof ExpressionError) return undefined;
    throw error;
  }
}

function outputsIn(template: Written, frame: Frame): ObjectValue {
  const outputs = template.find('outputs')?.members ?? [];
  return Object.fromEntries(outputs.map(({ key, value }) => [key, { type: value.text('type') ?? 'object', value: valueOfOutput(key, value, frame) }]));
}

function valueOfOutput(key: string, output: Written, frame: Frame): unknown {
  try {
    const value = outputOf(key, output, frame);
    return value === undefined ? new Unknown(`the output \`${key}\` is not given`) : value;
  } catch (error) {
    if (error instanceof EvaluationError || error instanceof ExpressionError) return new Unknown(`the output \`${key}\` cannot be evaluated: ${error.message}`);
    throw error;
  }
}
