package io.resetguard.config;

import java.io.IOException;
import java.io.InputStream;

/** How the file named by {@code config} is opened; a seam for tests. */
public interface ConfigFile {
    /** The caller closes it. */
    InputStream open(String path) throws IOException;
}
