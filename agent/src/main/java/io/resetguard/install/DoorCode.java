package io.resetguard.install;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Moves one {@code Code} attribute (JVMS 4.7.3) by the length of a call at its head. */
final class DoorCode {

    private static final int NOP = 0x00;
    private static final int ALOAD_0 = 0x2A;
    private static final int INVOKESTATIC = 0xB8;
    private static final int UNINITIALIZED = 8;
    private static final int OBJECT = 7;

    private DoorCode() {}

    static byte[] withCall(byte[] code, int probe, boolean handsArgument, String[] utf8) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(code));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(code.length + 16);
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(Math.max(1, in.readUnsignedShort())); // max_stack
        out.writeShort(in.readUnsignedShort()); // max_locals
        int length = in.readInt();
        out.writeInt(length + DoorWriter.INSERTED);
        out.writeByte(handsArgument ? ALOAD_0 : NOP);
        out.writeByte(INVOKESTATIC);
        out.writeShort(probe);
        copy(in, out, length);
        int handlers = in.readUnsignedShort();
        out.writeShort(handlers);
        for (int i = 0; i < handlers; i++) {
            for (int pc = 0; pc < 3; pc++) {
                out.writeShort(in.readUnsignedShort() + DoorWriter.INSERTED);
            }
            copy(in, out, 2);
        }
        int attributes = in.readUnsignedShort();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        DataOutputStream keptOut = new DataOutputStream(kept);
        int keptCount = 0;
        for (int i = 0; i < attributes; i++) {
            int name = in.readUnsignedShort();
            byte[] content = new byte[in.readInt()];
            in.readFully(content);
            byte[] moved = moved(utf8[name], content);
            if (moved.length > 0) {
                keptOut.writeShort(name);
                keptOut.writeInt(moved.length);
                keptOut.write(moved);
                keptCount++;
            }
        }
        out.writeShort(keptCount);
        out.write(kept.toByteArray());
        return bytes.toByteArray();
    }

    /** An attribute for the moved code; empty where it can go (names of local variables and their annotations). */
    private static byte[] moved(String name, byte[] content) throws IOException {
        switch (name) {
            case "LineNumberTable":
                return lines(content);
            case "StackMapTable":
                return frames(content);
            default:
                return new byte[0];
        }
    }

    private static byte[] lines(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 0; i < count; i++) {
            int pc = in.readUnsignedShort();
            out.writeShort(pc == 0 ? 0 : pc + DoorWriter.INSERTED);
            copy(in, out, 2);
        }
        return bytes.toByteArray();
    }

    /** Offsets are told as differences, so only the first frame moves; written in its long form. */
    private static byte[] frames(byte[] content) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(content));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int count = in.readUnsignedShort();
        out.writeShort(count);
        for (int i = 0; i < count; i++) {
            int moves = i == 0 ? DoorWriter.INSERTED : 0;
            int type = in.readUnsignedByte();
            if (type < 64) { // same
                out.writeByte(251);
                out.writeShort(type + moves);
            } else if (type < 128) { // same locals, one on the stack
                out.writeByte(247);
                out.writeShort(type - 64 + moves);
                copyTypes(in, out, 1);
            } else if (type >= 247) {
                out.writeByte(type);
                out.writeShort(in.readUnsignedShort() + moves);
                copyLongForm(in, out, type);
            } else {
                throw new IOException("frame of an unknown kind: " + type);
            }
        }
        return bytes.toByteArray();
    }

    private static void copyLongForm(DataInputStream in, DataOutputStream out, int type) throws IOException {
        if (type == 247) { // same locals, one on the stack
            copyTypes(in, out, 1);
        } else if (type > 251 && type < 255) { // some more locals
            copyTypes(in, out, type - 251);
        } else if (type == 255) { // full: locals, then stack
            for (int half = 0; half < 2; half++) {
                int count = in.readUnsignedShort();
                out.writeShort(count);
                copyTypes(in, out, count);
            }
        }
    }

    private static void copyTypes(DataInputStream in, DataOutputStream out, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            int tag = in.readUnsignedByte();
            out.writeByte(tag);
            if (tag == UNINITIALIZED) {
                out.writeShort(in.readUnsignedShort() + DoorWriter.INSERTED); // where its new instruction stands
            } else if (tag == OBJECT) {
                copy(in, out, 2);
            }
        }
    }

    private static void copy(DataInputStream in, DataOutputStream out, int length) throws IOException {
        byte[] copied = new byte[length];
        in.readFully(copied);
        out.write(copied);
    }
}
