package io.resetguard.install;

/** What moves when code does: a jump to the first instruction, switches, handlers, frames of every kind. */
@SuppressWarnings("StatementSwitchToExpressionSwitch") // the bytecode of the old form is meant
public final class DoorShapes {

    /** Begins with a loop, so that the first frame is at the first instruction. */
    public static String get(String key) {
        while (true) {
            switch (key.length()) {
                case 0:
                    return "empty";
                case 1:
                    key = key + key;
                    continue;
                case 2:
                    try {
                        return "number " + Integer.parseInt(key);
                    } catch (NumberFormatException e) {
                        key = key + "!";
                        continue;
                    } finally {
                        key = key + "f";
                    }
                case 3:
                    return "three";
                default:
                    break;
            }
            switch (key) {
                case "dddd":
                    return "four";
                case "bb!f":
                    return "came through the handler";
                default:
                    return key + "?";
            }
        }
    }

    /** Branches while a new object has no constructor run yet: its frame names the place of the instruction. */
    public String openConnection(long[] first, Object second) {
        StringBuilder text = new StringBuilder("x".equals(second) ? String.valueOf(first.length) : "none");
        double sum = 0;
        for (long one : first) {
            sum += one > 1 ? one : -one;
            synchronized (this) {
                text.append(sum);
            }
        }
        return second instanceof Integer number && number > 3
                ? text.append(number).toString()
                : text.toString();
    }
}
