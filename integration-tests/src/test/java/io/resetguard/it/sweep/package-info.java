/** What {@code prevent} leaves of failures, against real servers that close idle connections: figures, for people. */
package io.resetguard.it.sweep;
