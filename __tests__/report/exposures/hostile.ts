import * as fc from 'fast-check';
import type { ReportExposure, ReportWay } from '../../../src/report/report.ts';

/** What an attacker would write into a name, a message or a value. */
const hostilePieces = ['##[add-mask]x', '\n::add-mask::x', '::add-mask::x', '${{ secrets.X }}', '](1)', '{0}', '</style>', '</summary>', '"', '`', '``', '```', '-->', '<!--', '@everyone', '#1', 'GH-1', 'a/b#2', '<script>', '<img src=x>', '::set-env name=A::', '|', '\\', '\\|', '*', '_', '[x](http://y)', 'www.evil.example', 'https://evil.example', '\n', '\r\n', '\n# ', '\u202E', '\u200F', '\u0000', '\u001B[31m', '\uD800', '&lt;', '~~', '$x$', ' ', 'word'];

export const hostile = fc.array(fc.oneof(fc.constantFrom(...hostilePieces), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 }).map((pieces) => pieces.join(''));

const states = ['closed', 'open', 'meant', 'undetermined', 'notVisible'] as const;

/** Clusters and ways that an attacker would name. */
export const hostileExposures: fc.Arbitrary<readonly ReportExposure[]> = fc.array(
  fc
    .record({
      name: hostile, id: hostile, network: fc.option(hostile, { nil: undefined }),
      ways: fc.array(
        fc
          .record({ rule: hostile, name: hostile, kind: fc.constantFrom('egress', 'ingress', 'channel', 'works'), severity: fc.constantFrom('high', 'medium', 'low'), state: fc.constantFrom(...states), message: hostile, target: fc.option(hostile, { nil: undefined }), before: fc.option(fc.constantFrom(...states), { nil: undefined }) })
          .map(({ target, before, ...rest }): ReportWay => ({ ...rest, ...(target === undefined ? {} : { target }), ...(before === undefined ? {} : { before }) })),
        { maxLength: 6 },
      ),
    })
    .map(({ name, id, network, ways }): ReportExposure => ({ cluster: { name, id }, ...(network === undefined ? {} : { network }), ways })),
  { maxLength: 5 },
);
