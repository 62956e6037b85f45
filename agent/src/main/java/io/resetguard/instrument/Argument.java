package io.resetguard.instrument;

/** One value that a hook hands to its probe, and the type the probe declares for it. */
public final class Argument {

    /** Where the value is. */
    public enum Source {
        /** The object whose method it is. */
        SELF,
        /** An argument of the method. */
        PARAMETER,
        /** A field of the object, declared in its class or, where {@link #owner} says so, in a superclass. */
        FIELD,
        /** The exception of {@link Point#THROW}. */
        THROWN,
        /** The value of {@link Point#RETURN}; must come first. */
        RESULT
    }

    static final String OBJECT = "Ljava/lang/Object;";

    public final Source source;

    /** Descriptor of the type that the probe declares. */
    public final String type;

    /** For a parameter: which, from 1. */
    public final int index;

    /** For a field: its name. */
    public final String field;

    /** For an inherited field: the declaring class; else empty. */
    public final String owner;

    /** For an inherited field: its descriptor; else empty. */
    public final String descriptor;

    private Argument(Source source, String type, int index, String field, String owner, String descriptor) {
        this.source = source;
        this.type = type;
        this.index = index;
        this.field = field;
        this.owner = owner;
        this.descriptor = descriptor;
    }

    /** {@code this}. */
    public static Argument self() {
        return new Argument(Source.SELF, OBJECT, 0, "", "", "");
    }

    /** The {@code index}th argument (from 1), handed on as {@code Object}. */
    public static Argument parameter(int index) {
        return parameter(index, OBJECT);
    }

    /** The {@code index}th argument (from 1), handed on as {@code type}. */
    public static Argument parameter(int index, String type) {
        return new Argument(Source.PARAMETER, type, index, "", "", "");
    }

    /** A field that the hooked class declares, handed on as {@code Object}. */
    public static Argument field(String name) {
        return field(name, OBJECT);
    }

    /** A field that the hooked class declares, handed on as {@code type}. */
    public static Argument field(String name, String type) {
        return new Argument(Source.FIELD, type, 0, name, "", "");
    }

    /** A field that {@code owner}, a superclass, declares. */
    public static Argument inherited(String owner, String name, String descriptor) {
        return new Argument(Source.FIELD, descriptor, 0, name, owner, descriptor);
    }

    /** A field that {@code owner}, a superclass, declares, handed on as {@code Object}. */
    public static Argument inheritedObject(String owner, String name, String descriptor) {
        return new Argument(Source.FIELD, OBJECT, 0, name, owner, descriptor);
    }

    /** The exception. */
    public static Argument thrown() {
        return new Argument(Source.THROWN, "Ljava/lang/Throwable;", 0, "", "", "");
    }

    /** The method's result, handed on as {@code Object}. */
    public static Argument result() {
        return new Argument(Source.RESULT, OBJECT, 0, "", "", "");
    }
}
