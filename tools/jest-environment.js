// Jest's node environment on a plain global object. Its own is a proxy behind an interceptor, where each look at `Array` or `Object` takes a hundred
// times as long as elsewhere; half of the tests' time went there.
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

export default class PlainGlobals extends TestEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = () => createContext(vm.constants.DONT_CONTEXTIFY);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
