/** What the fuzz tests of all rooms share. Each {@code …FuzzTest} is one target; its corpus is beside it, in the resources. */
package io.resetguard.fuzz;
