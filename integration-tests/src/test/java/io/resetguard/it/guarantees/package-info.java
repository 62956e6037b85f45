/** Every kind of request, every way in which a peer ends it, every mode: what the application got, what the server received. */
package io.resetguard.it.guarantees;
