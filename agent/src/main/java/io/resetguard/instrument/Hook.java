package io.resetguard.instrument;

/**
 * One row of the table of what the agent touches in the JDK: class, method, point, probe. Matched by name and argument
 * count, for the JDK changes argument types within a release line; a row that finds nothing to match is degraded by
 * itself.
 */
public final class Hook {

    /** Matches any number of arguments. */
    public static final int ANY = -1;

    private final String className;
    private final String method;
    private final int arguments;
    private final String descriptor;
    private final Point point;
    private final String callOwner;
    private final String callName;
    private final String probeClass;
    private final String probe;
    private final Argument[] handed;
    private final String loses;
    private final int firstRelease;
    private final int lastRelease;
    private final boolean whereFound;

    private Hook(Builder row, String probe, Argument[] handed, String loses) {
        this.className = row.className;
        this.method = row.method;
        this.arguments = row.arguments;
        this.descriptor = row.descriptor;
        this.point = row.point;
        this.callOwner = row.callOwner;
        this.callName = row.callName;
        this.probeClass = row.probeClass;
        this.probe = probe;
        this.handed = handed.clone();
        this.loses = loses;
        this.firstRelease = row.firstRelease;
        this.lastRelease = row.lastRelease;
        this.whereFound = row.whereFound;
    }

    /** Begins a row for a method of {@code className} (internal form) with this many arguments, or {@link #ANY}. */
    public static Builder in(String probeClass, String className, String method, int arguments) {
        return new Builder(probeClass, className, method, arguments, "");
    }

    /** Begins a row for the method of exactly this descriptor, where overloads share name and argument count. */
    public static Builder in(String probeClass, String className, String method, String descriptor) {
        return new Builder(probeClass, className, method, ANY, descriptor);
    }

    /** The hooked class, in internal form. */
    public String className() {
        return className;
    }

    public String method() {
        return method;
    }

    public Point point() {
        return point;
    }

    /** The class of the probe, in internal form. */
    public String probeClass() {
        return probeClass;
    }

    public String probe() {
        return probe;
    }

    public Argument[] handed() {
        return handed.clone();
    }

    /** For the call points: the owner of the call, in internal form. */
    public String callOwner() {
        return callOwner;
    }

    /** For the call points: the name of the called method. */
    public String callName() {
        return callName;
    }

    /** What the agent cannot tell where this row finds nothing to match. */
    public String loses() {
        return loses;
    }

    /** Is the place that this row hooks expected in a JDK of this feature release? */
    public boolean isFor(int feature) {
        return firstRelease <= feature && feature <= lastRelease;
    }

    /** Is nothing to be said where the place is not found? */
    public boolean isWhereFound() {
        return whereFound;
    }

    /** Does this row speak of the method of this name, descriptor and argument count? */
    public boolean matches(String name, String methodDescriptor, int count) {
        if (!method.equals(name)) {
            return false;
        }
        return descriptor.isEmpty() ? arguments == ANY || arguments == count : descriptor.equals(methodDescriptor);
    }

    @Override
    public String toString() {
        return className.replace('/', '.') + "." + method + " (" + point.name().toLowerCase(java.util.Locale.ROOT)
                + ")";
    }

    /** A row in the making. */
    public static final class Builder {
        private final String probeClass;
        private final String className;
        private final String method;
        private final int arguments;
        private final String descriptor;
        private Point point = Point.ENTRY;
        private String callOwner = "";
        private String callName = "";
        private int firstRelease;
        private int lastRelease = Integer.MAX_VALUE;
        private boolean whereFound;

        private Builder(String probeClass, String className, String method, int arguments, String descriptor) {
            this.probeClass = probeClass;
            this.className = className;
            this.method = method;
            this.arguments = arguments;
            this.descriptor = descriptor;
        }

        public Builder on(Point where) {
            this.point = where;
            return this;
        }

        /** At the calls of {@code owner.name} inside the method. */
        public Builder on(Point where, String owner, String name) {
            this.point = where;
            this.callOwner = owner;
            this.callName = name;
            return this;
        }

        /** The place is there from this feature release on. */
        public Builder from(int feature) {
            this.firstRelease = feature;
            return this;
        }

        /** The place is there up to this feature release, and gone in the next. */
        public Builder until(int feature) {
            this.lastRelease = feature;
            return this;
        }

        /** Not all updates of the release have the place, and those that have not do not need it. */
        public Builder whereFound() {
            this.whereFound = true;
            return this;
        }

        /** Ends the row: the probe, what it gets, and what is lost where the row does not match. */
        public Hook calls(String probe, String loses, Argument... handed) {
            return new Hook(this, probe, handed, loses);
        }
    }
}
