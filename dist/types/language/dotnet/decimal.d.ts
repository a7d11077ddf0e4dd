/** A number not below zero as `0.digits` times ten to the power of `point`. There are no zeros at either end; zero has no digits. */
export interface Decimal {
    readonly digits: string;
    readonly point: number;
}
/** Every digit of a number: a double is a finite decimal, of 767 digits at most. */
export declare function exactDecimal(magnitude: number): Decimal;
/** Keeps so many digits. The half goes up, or to the even digit. */
export declare function roundedTo({ digits, point }: Decimal, count: number, half: 'up' | 'even'): Decimal;
/** The digits before the point, without leading zeros, and so many behind it. */
export declare function partsOf({ digits, point }: Decimal, places: number): readonly [whole: string, fraction: string];
