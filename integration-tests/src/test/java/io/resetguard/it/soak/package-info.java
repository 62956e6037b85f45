/** Many threads, many origins, all that can go wrong at once: what must never be is not, for as long as it lasts. */
package io.resetguard.it.soak;
