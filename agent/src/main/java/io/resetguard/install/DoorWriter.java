package io.resetguard.install;

import io.resetguard.instrument.Door;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Puts one call at the head of some methods of one class file, and does nothing else: what the doors need before
 * {@code main}, where loading ASM for it would cost every application 15 ms of CPU (docs/adr/0002). Knows just enough
 * of JVMS 4 for that; what it does not know it refuses, and {@link ClassRewriter} does the work.
 */
final class DoorWriter {

    /** {@code nop} or {@code aload_0}, then {@code invokestatic}: four bytes, so that switches keep their padding. */
    static final int INSERTED = 4;

    private static final int MAGIC = 0xCAFEBABE;
    private static final int ACC_STATIC = 0x0008;

    private final DataInputStream in;
    private final ByteArrayOutputStream bytes;
    private final DataOutputStream out;
    private final Door door;
    private String[] utf8 = new String[0];
    private int probe;
    private int written;

    private DoorWriter(byte[] classFile, Door door) {
        this.in = new DataInputStream(new ByteArrayInputStream(classFile));
        this.bytes = new ByteArrayOutputStream(classFile.length + 256);
        this.out = new DataOutputStream(bytes);
        this.door = door;
    }

    /**
     * The class file with the call in place.
     *
     * @throws IOException where the class is not of a shape that is known here
     */
    static byte[] write(byte[] classFile, Door door) throws IOException {
        DoorWriter writer = new DoorWriter(classFile, door);
        writer.copy();
        if (writer.written == 0) {
            throw new IOException("no method " + door.method() + " with " + door.arguments() + " arguments");
        }
        return writer.bytes.toByteArray();
    }

    private void copy() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("no class file");
        }
        out.writeInt(MAGIC);
        out.writeInt(in.readInt()); // version
        copyConstants();
        copyBytes(6); // access, this, super
        int interfaces = copyShort();
        copyBytes(2 * interfaces);
        for (int fields = copyShort(); fields > 0; fields--) {
            copyBytes(6);
            copyAttributes();
        }
        for (int methods = copyShort(); methods > 0; methods--) {
            copyMethod();
        }
        copyAttributes();
        out.flush();
    }

    private void copyConstants() throws IOException {
        int count = in.readUnsignedShort();
        int added = 6;
        if (count + added > 0xFFFF) {
            throw new IOException("constant pool is full");
        }
        out.writeShort(count + added);
        utf8 = new String[count];
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == 1) {
                utf8[i] = in.readUTF();
                out.writeUTF(utf8[i]);
            } else {
                copyBytes(sizeOfConstant(tag));
                i += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
            }
        }
        String descriptor = door.handsText() ? "(Ljava/lang/String;)V" : "()V";
        writeUtf8(door.probeClass()); // count
        writeConstant(7, count, -1); // count + 1: class
        writeUtf8(door.probe()); // count + 2
        writeUtf8(descriptor); // count + 3
        writeConstant(12, count + 2, count + 3); // count + 4: name and type
        writeConstant(10, count + 1, count + 4); // count + 5: method
        probe = count + 5;
    }

    private static int sizeOfConstant(int tag) throws IOException {
        switch (tag) {
            case 7: // class
            case 8: // string
            case 16: // method type
            case 19: // module
            case 20: // package
                return 2;
            case 15: // method handle
                return 3;
            case 3: // int
            case 4: // float
            case 9: // field
            case 10: // method
            case 11: // interface method
            case 12: // name and type
            case 17: // dynamic
            case 18: // invokedynamic
                return 4;
            case 5: // long
            case 6: // double
                return 8;
            default:
                throw new IOException("constant of an unknown kind: " + tag);
        }
    }

    private void copyMethod() throws IOException {
        int access = copyShort();
        String name = utf8[copyShort()];
        String descriptor = utf8[copyShort()];
        boolean wanted = name.equals(door.method()) && argumentsOf(descriptor) == door.arguments();
        if (wanted && door.handsText()) {
            wanted = (access & ACC_STATIC) != 0 && descriptor.startsWith("(Ljava/lang/String;");
        }
        if (!wanted) {
            copyAttributes();
            return;
        }
        for (int attributes = copyShort(); attributes > 0; attributes--) {
            int attribute = copyShort();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            byte[] kept = utf8[attribute].equals("Code")
                    ? DoorCode.withCall(content, probe, door.handsText(), utf8)
                    : content;
            written += kept == content ? 0 : 1;
            out.writeInt(kept.length);
            out.write(kept);
        }
    }

    private static int argumentsOf(String descriptor) {
        int count = 0;
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            while (descriptor.charAt(i) == '[') {
                i++;
            }
            i = descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) : i;
            count++;
        }
        return count;
    }

    private void copyAttributes() throws IOException {
        for (int attributes = copyShort(); attributes > 0; attributes--) {
            copyBytes(2);
            int length = in.readInt();
            out.writeInt(length);
            copyBytes(length);
        }
    }

    private int copyShort() throws IOException {
        int value = in.readUnsignedShort();
        out.writeShort(value);
        return value;
    }

    private void copyBytes(int count) throws IOException {
        byte[] copied = new byte[count];
        in.readFully(copied);
        out.write(copied);
    }

    private void writeUtf8(String text) throws IOException {
        out.writeByte(1);
        byte[] encoded = text.getBytes(StandardCharsets.US_ASCII);
        out.writeShort(encoded.length);
        out.write(encoded);
    }

    private void writeConstant(int tag, int first, int second) throws IOException {
        out.writeByte(tag);
        out.writeShort(first);
        if (second >= 0) {
            out.writeShort(second);
        }
    }
}
