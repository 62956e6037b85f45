package io.resetguard.demo;

import java.io.IOException;

/** How the service treats the connections of one port: well, or in one of the ways real services and proxies do. */
interface Habit {

    /** Serves a connection from accept to end; the caller closes it. Called by many threads. */
    void serve(ServiceConnection connection) throws IOException;

    /** The habit a scenario needs. */
    static Habit of(Scenario scenario) {
        switch (scenario) {
            case IDLE_GET:
            case IDLE_POST:
            case IDLE_KEYED:
                return Habit::resetIdle;
            case STALE_POOL:
                return new StalePool(Scenario.POOLED);
            case RESTART:
                return new Restart(Scenario.RESTART.requests);
            case UPLOAD:
                return Habit::refuseUpload;
            case REPORT:
                return Habit::cutShort;
            case TLS:
                return Habit::killHandshake;
            default:
                return Habit::answerAll;
        }
    }

    /** Well behaved. */
    static void answerAll(ServiceConnection connection) throws IOException {
        for (ServiceRequest request = connection.next(); request != null; request = connection.next()) {
            connection.readBody(request);
            connection.answer(request);
        }
    }

    /**
     * An idle timer that fires in the very moment the client uses the connection again. In the wild this race is rare;
     * here it is decided when the request has arrived, so it is always lost.
     */
    static void resetIdle(ServiceConnection connection) throws IOException {
        for (ServiceRequest request = connection.next(); request != null; request = connection.next()) {
            connection.readBody(request);
            if (request.idleMillis > Scenario.IDLE_LIMIT_MILLIS) {
                connection.reset();
                return;
            }
            connection.answer(request);
        }
    }

    /**
     * Answers 413 on the strength of the head, and a moment later closes with most of the body unread: the kernel then
     * sends RST. Within the moment a client that reads while it writes has its answer.
     */
    static void refuseUpload(ServiceConnection connection) throws IOException {
        if (connection.next() != null) {
            connection.skip(256 << 10);
            connection.send("HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
            connection.pause(200);
        }
    }

    /** Announces a long body, sends a part of it and closes in an orderly way, like a worker that was killed. */
    static void cutShort(ServiceConnection connection) throws IOException {
        if (connection.next() != null) {
            StringBuilder part = new StringBuilder();
            while (part.length() < Scenario.REPORT_SENT) {
                part.append("apples;3;1.20;EUR..\n");
            }
            connection.send("HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\nContent-Length: " + Scenario.REPORT_ANNOUNCED
                    + "\r\n\r\n" + part);
        }
    }

    /** Resets as soon as the first bytes of the ClientHello are there. */
    static void killHandshake(ServiceConnection connection) throws IOException {
        connection.skip(1);
        connection.countHandshake();
        connection.reset();
    }
}
