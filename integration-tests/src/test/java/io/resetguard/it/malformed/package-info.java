/** A peer that answers with thousands of malformed responses: whatever it sends, the application gets what it gets without the agent. */
package io.resetguard.it.malformed;
