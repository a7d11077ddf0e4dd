import { test, expect } from '@jest/globals';
import { parseResourceId } from '../src/arm/resource-id.ts';
test('ids', () => { expect(parseResourceId('/subscriptions/s/resourceGroups/g/providers/A.B/c/d')?.type).toBe('A.B/c'); });
