import { describe, expect, test } from '@jest/globals';
import { hasDefaultOutboundAccess } from '../../../src/isolation/network/default-outbound-access.ts';
import { Unknown } from '../../../src/language/unknown.ts';

const unknown = new Unknown('not given');

describe('default outbound access', () => {
  test('is had where the subnet does not refuse it', () => {
    expect(hasDefaultOutboundAccess(false, undefined)).toBe(false);
    expect(hasDefaultOutboundAccess(true, '2026-01-01')).toBe(true);
    expect(hasDefaultOutboundAccess(undefined, undefined)).toBe(true);
    expect(hasDefaultOutboundAccess(null, '2024-05-01')).toBe(true);
  });

  test('is not known of a value that is not, nor of a subnet that a newer API version may make private', () => {
    expect(hasDefaultOutboundAccess(unknown, undefined)).toBe(unknown);
    expect(hasDefaultOutboundAccess(undefined, '2025-07-01')).toBeInstanceOf(Unknown);
    expect(hasDefaultOutboundAccess(undefined, '2025-07-01-preview')).toBeInstanceOf(Unknown);
    expect(hasDefaultOutboundAccess('false', undefined)).toBeInstanceOf(Unknown);
  });
});
