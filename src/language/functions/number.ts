import { exactInt64 } from '../dotnet/int64.ts';
import { EvaluationError } from '../errors.ts';
import { many, strict, type Arguments, type LanguageFunction } from '../function-table.ts';
import { something } from './open/shared.ts';
import { isArray } from '../values.ts';
import { integer, number, unfit } from './expect.ts';

/** Arithmetic on integers; overflow and division by zero fail. The others take numbers with a fraction as well. */
export const numberFunctions: readonly LanguageFunction<unknown>[] = [
  arithmetic('add', (left, right) => left + right),
  arithmetic('sub', (left, right) => left - right),
  arithmetic('mul', (left, right) => left * right),
  arithmetic('div', (left, right) => left / divisor(right)),
  arithmetic('mod', (left, right) => left % divisor(right)),
  strict('float', [1, 1], ([value]) => toFloat(value), something),
  strict('min', [1, many], (args) => extreme('min', args, (left, right) => Math.min(left, right)), something),
  strict('max', [1, many], (args) => extreme('max', args, (left, right) => Math.max(left, right)), something),
];

/** In 64 bits, as the service counts; what a number cannot hold exactly is refused rather than rounded. */
function arithmetic(name: string, operation: (left: bigint, right: bigint) => bigint): LanguageFunction<unknown> {
  return strict(name, [2, 2], ([left, right]) => {
    const result = exactInt64(operation(BigInt(integer(left, name)), BigInt(integer(right, name))));
    if (result === undefined) throw new EvaluationError(`The result of \`${name}\` is larger than this engine can hold`);
    return result;
  }, something);
}

function divisor(value: bigint): bigint {
  if (value === 0n) throw new EvaluationError('Division by zero');
  return value;
}

/** Numbers as arguments, or one array of them. */
function extreme(name: string, args: Arguments, pick: (left: number, right: number) => number): number {
  const [first] = args;
  const values = (args.length === 1 && isArray(first) ? first : args).map((value) => number(value, name));
  if (values.length === 0) throw unfit(name, 'numbers', []);
  return values.reduce(pick);
}

/** As `double.Parse` reads it: separators of thousands anywhere before the point, ASCII white space around it, zero bytes behind it. */
const floatPattern = /^[\t-\r ]*([-+]?(?:\d[\d,]*(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)[\t-\r ]*\0*$/i;

function toFloat(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string') throw unfit('float', 'texts and numbers', value);
  const written = floatPattern.exec(value)?.[1];
  if (written === undefined) throw new EvaluationError(`\`float\` cannot read ${JSON.stringify(value.slice(0, 40))} as a number`);
  return Number(written.replaceAll(',', ''));
}
