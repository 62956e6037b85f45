/**
 * Whether a pooled connection is used once more or retired before it can fail: a policy and a decision
 * out of a closed set. Pure.
 */
package io.resetguard.prevent;
