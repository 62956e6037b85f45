/** What other people's suites ask for: a class that says which client they are to test. Their tests are in their jars. */
package io.resetguard.conformance.suites;
