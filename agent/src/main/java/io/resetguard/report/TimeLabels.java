package io.resetguard.report;

import java.util.List;

/** What stands below a column of a timeline: as much of the time as tells columns apart. */
final class TimeLabels {
    private static final long DAY = 86_400_000L;

    private TimeLabels() {}

    static String of(long start, List<Long> all) {
        String text = IsoTime.iso(start);
        boolean oneDay = all.get(0) / DAY == all.get(all.size() - 1) / DAY;
        long width = all.size() > 1 ? all.get(1) - all.get(0) : 1000;
        String day = text.substring(0, 10);
        if (width >= DAY) {
            return day;
        }
        int end = width >= 60_000 ? 16 : width >= 1000 ? 19 : 21;
        // An instant at a full second has no fraction.
        String time = (text.length() == 20 ? text.substring(0, 19) + ".000" : text).substring(11, end);
        return oneDay ? time : day.substring(5) + " " + time;
    }
}
