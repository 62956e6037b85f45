package io.resetguard.it.sweep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** One connection through a {@link Relay}, and on its thread. A server that closes takes nothing more: it resets. */
final class RelayedConnection {
    private static final String METHOD = "POST ";

    private final Relay relay;
    private final End client;
    private final End server;
    private long answeredNanos;
    private boolean used;

    RelayedConnection(Relay relay, SocketChannel toClient, SocketChannel toServer) {
        this.relay = relay;
        this.client = new End(toClient);
        this.server = new End(toServer);
    }

    void register(Selector selector) throws IOException {
        client.register(selector);
        server.register(selector);
    }

    private void noteRequest(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        if (text.startsWith(METHOD)) {
            double idleMillis = used ? (System.nanoTime() - answeredNanos) / 1e6 : -1;
            String path = text.substring(METHOD.length(), text.indexOf(' ', METHOD.length()));
            relay.remember(new SentRequest(path, System.currentTimeMillis(), idleMillis));
            used = true;
        }
    }

    /** Its socket to one of the two. */
    final class End {
        private final SocketChannel channel;
        private boolean ended;

        End(SocketChannel channel) {
            this.channel = channel;
        }

        private void register(Selector selector) throws IOException {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        /** Something has come: bytes, FIN or RST. */
        void read() {
            End other = this == client ? server : client;
            ByteBuffer bytes = ByteBuffer.allocate(16 * 1024);
            try {
                if (channel.read(bytes) < 0) {
                    end();
                    relay.later(other::finish);
                    return;
                }
            } catch (IOException e) {
                end();
                relay.later(other::reset);
                return;
            }
            bytes.flip();
            if (this == client) {
                noteRequest(bytes);
            }
            relay.later(() -> other.write(bytes));
        }

        private void write(ByteBuffer bytes) {
            try {
                while (!ended && bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                end();
            }
            if (this == client) {
                answeredNanos = System.nanoTime();
            } else if (ended) {
                relay.later(client::reset);
            }
        }

        private void finish() {
            try {
                if (this == client && !ended) {
                    channel.shutdownOutput(); // what it still sends is to be seen
                } else {
                    end();
                }
            } catch (IOException e) {
                end();
            }
        }

        private void reset() {
            try {
                if (!ended) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            } catch (IOException e) {
                ended = true; // by itself
            }
            end();
        }

        private void end() {
            ended = true;
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
