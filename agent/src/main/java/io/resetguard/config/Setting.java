package io.resetguard.config;

/** What somebody set an option to, and where. Immutable. */
final class Setting {
    final String where;
    final String text;

    /**
     * @param where the place in words
     * @param text the value as it was written
     */
    Setting(String where, String text) {
        this.where = where;
        this.text = text;
    }
}
