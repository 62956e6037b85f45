/**
 * Labelled cases: what truly ended a connection, made by real servers, scripted peers and middleboxes, and what the agent
 * said of it. {@code mvn -q -Pcorpus verify} plays them all and writes docs/diagnosis.md.
 */
package io.resetguard.it.corpus;
