/** How time grows with the number of resources: time ~ number ^ exponent, with its 95 % confidence interval. */
export interface Growth {
  readonly sizes: readonly number[];
  /** Milliseconds for each size, median. */
  readonly times: readonly number[];
  readonly exponent: number;
  readonly low: number;
  readonly high: number;
}

/** Least squares with the 95 % confidence interval of the slope (1.96 standard errors). */
export function slope(points: readonly (readonly [number, number])[]): Pick<Growth, 'exponent' | 'low' | 'high'> {
  const mean = (pick: (point: readonly [number, number]) => number) => points.reduce((sum, point) => sum + pick(point), 0) / points.length;
  const [x, y] = [mean(([value]) => value), mean(([, value]) => value)];
  const spread = points.reduce((sum, [value]) => sum + (value - x) ** 2, 0);
  const exponent = points.reduce((sum, [left, right]) => sum + (left - x) * (right - y), 0) / spread;
  const residual = points.reduce((sum, [left, right]) => sum + (right - y - exponent * (left - x)) ** 2, 0) / (points.length - 2);
  const error = 1.96 * Math.sqrt(residual / spread);
  return { exponent, low: exponent - error, high: exponent + error };
}
