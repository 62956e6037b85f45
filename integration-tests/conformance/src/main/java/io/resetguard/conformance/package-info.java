/**
 * Runs other people's tests in JVMs without the agent and with it, and compares test by test. Stands outside the build:
 * {@code mvn -q -Pconformance verify}.
 */
package io.resetguard.conformance;
