import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { PlacedMap } from '../../src/sandbox/arm/counted-map.ts';

test('what is below a subscription or a group is what a look at everything finds, in the order of addition', () => {
  const id = fc.tuple(fc.constantFrom('a', 'b', 'ab'), fc.constantFrom('', '/resourcegroups/x', '/resourcegroups/xy', '/resourcegroups/y'), fc.constantFrom('', '/providers/p/t/n', '/providers/p/t/m')).map(([subscription, ...rest]) => `/subscriptions/${subscription}${rest.join('')}`);
  const step = fc.tuple(fc.constantFrom('set', 'set', 'set', 'delete', 'clear'), id, fc.nat());
  fc.assert(fc.property(fc.array(step, { maxLength: 40 }), fc.constantFrom('/subscriptions/a/', '/SUBSCRIPTIONS/AB/', '/subscriptions/b/resourceGroups/x/', '/subscriptions/none/'), (steps, prefix) => {
    const map = new PlacedMap<number>();
    for (const [kind, key, value] of steps) {
      if (kind === 'set') map.set(key, value);
      else if (kind === 'delete') map.delete(key);
      else if (value % 5 === 0) map.clear();
    }
    expect(map.below(prefix)).toEqual([...map].filter(([key]) => key.startsWith(prefix.toLowerCase())).map(([, value]) => value));
  }));
});
