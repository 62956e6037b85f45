package io.resetguard.event;

import org.jspecify.annotations.Nullable;

/** Finds the classes {@code org.slf4j.LoggerFactory} that the application has loaded, without loading one. */
interface LoggerFactories {
    String NAME = "org.slf4j.LoggerFactory";

    /** The one a class loader or one of its parents has been asked for, or null. */
    @Nullable
    Class<?> initiatedBy(ClassLoader loader);

    /** The only one in this JVM; null where there is none, or more than one. */
    @Nullable
    Class<?> onlyOne();
}
