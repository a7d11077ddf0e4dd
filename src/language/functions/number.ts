import { EvaluationError } from '../errors.ts';
import { many, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { isArray } from '../values.ts';
import { integer, number, unfit } from './expect.ts';

/** Arithmetic on integers; overflow and division by zero fail. The others take numbers with a fraction as well. */
export const numberFunctions: readonly LanguageFunction<unknown>[] = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => Math.trunc(left / divisor(right))),
  arithmetic('mod', (left, right) => left % divisor(right)),
  strict('float', [1, 1], ([value]) => toFloat(value)),
  strict('min', [1, many], (args) => extreme('min', args, (left, right) => Math.min(left, right))),
  strict('max', [1, many], (args) => extreme('max', args, (left, right) => Math.max(left, right))),
];

function arithmetic(name: string, operation: (left: number, right: number) => number): LanguageFunction<unknown> {
  return strict(name, [2, 2], ([left, right]) => {
    const result = operation(integer(left, name), integer(right, name));
    // The service counts in 64 bits; what lies between is refused rather than rounded.
    if (!Number.isSafeInteger(result)) throw new EvaluationError(`The result of \`${name}\` is larger than this engine can hold`);
    return result === 0 ? 0 : result;
  });
}

function divisor(value: number): number {
  if (value === 0) throw new EvaluationError('Division by zero');
  return value;
}

/** Numbers as arguments, or one array of them. */
function extreme(name: string, args: Arguments, pick: (left: number, right: number) => number): number {
  const [first] = args;
  const values = (args.length === 1 && isArray(first) ? first : args).map((value) => number(value, name));
  if (values.length === 0) throw unfit(name, 'numbers', []);
  return values.reduce(pick);
}

function toFloat(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') throw unfit('float', 'texts and numbers', value);
  if (!/^\s*[-+]?(?:\d{1,400}(?:,\d{3})*(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,4})?\s*$/i.test(value)) {
    throw new EvaluationError(`\`float\` cannot read ${JSON.stringify(value.slice(0, 40))} as a number`);
  }
  return Number(value.replaceAll(',', ''));
}
