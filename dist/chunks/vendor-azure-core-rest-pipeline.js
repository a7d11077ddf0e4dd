import { createClientLogger } from './vendor-typespec-ts-http-runtime.js';
import { DEFAULT_RETRY_POLICY_COUNT, retryPolicy as retryPolicy$1 } from './vendor-typespec-ts-http-runtime2.js';

// Copyright (c) Microsoft Corporation.
// Licensed under the MIT License.
const retryPolicyLogger = createClientLogger("core-rest-pipeline retryPolicy");
/**
 * retryPolicy is a generic policy to enable retrying requests when certain conditions are met
 */
function retryPolicy(strategies, options = { maxRetries: DEFAULT_RETRY_POLICY_COUNT }) {
    // Cast is required since the TSP runtime retry strategy type is slightly different
    // very deep down (using real AbortSignal vs. AbortSignalLike in RestError).
    // In practice the difference doesn't actually matter.
    return retryPolicy$1(strategies, {
        logger: retryPolicyLogger,
        ...options,
    });
}

export { retryPolicy };
