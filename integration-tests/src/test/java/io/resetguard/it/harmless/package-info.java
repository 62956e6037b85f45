/** That it cannot hurt: whatever happens to the agent or beside it, the application's results are its own. */
package io.resetguard.it.harmless;
