import { functionTable, many, partial, type Arguments, type FunctionTable, type LanguageFunction } from '../../language/function-table.ts';
import { pureFunctions } from '../../language/functions.ts';
import { templateFunctions } from '../../language/template-functions.ts';
import { Unknown } from '../../language/unknown.ts';
import type { Frame } from '../evaluate/frame.ts';
import { clockFunctions } from './clock.ts';
import { forgivingFunctions } from './forgiving.ts';
import { idFunctions } from './ids.ts';
import { referenceFunctions } from './references.ts';
import { resourceInfoFunctions } from './resource-info.ts';
import { runtimeArity } from './runtime-calls.ts';
import { liveValue } from '../live/live-functions.ts';
import { stateOf, statesOf } from './reference.ts';
import { surroundingFunctions } from './surroundings.ts';
import { callUserFunction } from './user-functions.ts';

let table: FunctionTable<Frame> | undefined;

/** The functions of templates: those of the language, those that read their surroundings, and by their form those of users and of the run time. */
export function functionsOfTemplates(): FunctionTable<Frame> {
  table ??= new Functions(functionTable<Frame>(pureFunctions, templateFunctions, referenceFunctions, idFunctions, surroundingFunctions, clockFunctions, resourceInfoFunctions, forgivingFunctions));
  return table;
}

class Functions extends Map<string, LanguageFunction<Frame>> {
  constructor(entries: FunctionTable<Frame>) {
    super(Array.from(entries, ([name, entry]) => [name, metered(entry)]));
  }

  override get(name: string): LanguageFunction<Frame> | undefined {
    const found = super.get(name);
    if (found !== undefined) return found;
    if (name.includes('.')) return metered(userFunction(name));
    const [runtime = '', index] = name.split('#');
    const arity = index === undefined ? undefined : runtimeArity(runtime);
    return arity === undefined ? undefined : metered(runtimeFunction(runtime, arity, Number(index)));
  }
}

function userFunction(name: string): LanguageFunction<Frame> {
  return partial<Frame>(name, [0, many], (args, frame) => callUserFunction(name, args, frame));
}

function runtimeFunction(name: string, arity: readonly [number, number], index: number): LanguageFunction<Frame> {
  const why = (frame: Frame) => new Unknown(`\`${frame.program.runtimeCall(index)?.text ?? name}\` is known only at deployment`);
  const live = (args: Arguments, frame: Frame) => liveValue(name, args, frame) ?? why(frame);
  const unlessLive = (otherwise: (args: Arguments, frame: Frame) => unknown) => partial<Frame>(name, arity, (args, frame) => (frame.session.azure === undefined ? otherwise : live)(args, frame));
  if (name === 'references') return unlessLive((args, frame) => statesOf(args, frame, why(frame)) ?? why(frame));
  if (name !== 'reference') return unlessLive((_, frame) => why(frame));
  return unlessLive((args, frame) => stateOf(args, frame.program.runtimeCall(index)?.args ?? [], frame) ?? why(frame));
}

/** Counts each call, what it looks at and what it makes: shared parts make a value of few objects a long way to walk. */
function metered(entry: LanguageFunction<Frame>): LanguageFunction<Frame> {
  if (entry.kind === 'lazy') {
    const { call } = entry;
    return {
      ...entry,
      call: (args: readonly (() => unknown)[], frame: Frame) => {
        frame.session.meter.worked(1);
        return bounded(call(args, frame), frame);
      },
    };
  }
  const { call } = entry;
  return {
    ...entry,
    call: (args: Arguments, frame: Frame) => {
      const { meter } = frame.session;
      meter.worked(args.reduce<number>((sum, value) => sum + meter.weigh(value), 1));
      return bounded(call(args, frame), frame);
    },
  };
}

function bounded(value: unknown, frame: Frame): unknown {
  frame.session.meter.weigh(value);
  return value;
}
