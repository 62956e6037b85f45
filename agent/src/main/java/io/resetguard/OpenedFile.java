package io.resetguard;

import io.resetguard.config.ConfigFile;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The file named by {@code config}, on the real file system. */
final class OpenedFile implements ConfigFile {

    @Override
    public InputStream open(String path) throws IOException {
        return new FileInputStream(path);
    }
}
