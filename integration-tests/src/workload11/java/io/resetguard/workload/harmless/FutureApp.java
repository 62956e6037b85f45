package io.resetguard.workload.harmless;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Says what the future of {@code sendAsync} does. Prints no port and no time. */
public final class FutureApp {
    private final HttpClient client = HttpClient.newHttpClient();
    private final String base;

    private FutureApp(String base) {
        this.base = base;
    }

    public static void main(String[] arguments) throws Exception {
        FutureApp app = new FutureApp(arguments[0]);
        app.healthy();
        app.cancelled();
        app.obtruded();
        app.late();
        app.say("reset", app.send("reset"));
        app.say("reset, sent synchronously", CompletableFuture.supplyAsync(() -> app.sent("reset")));
        app.say("404", app.send("404"));
    }

    private CompletableFuture<HttpResponse<String>> send(String path) {
        return client.sendAsync(request(path), BodyHandlers.ofString());
    }

    private HttpRequest request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
        return (path.equals("stall-timeout") ? builder.timeout(Duration.ofMillis(200)) : builder)
                .POST(HttpRequest.BodyPublishers.ofString("x"))
                .build();
    }

    private Object sent(String path) {
        try {
            return client.send(request(path), BodyHandlers.ofString());
        } catch (Exception e) {
            return e;
        }
    }

    private void healthy() {
        CompletableFuture<HttpResponse<String>> future = send("");
        System.out.println("class " + future.getClass().getName());
        System.out.println("client " + client.getClass().getName());
        System.out.println(
                "incomplete " + future.newIncompleteFuture().getClass().getName());
        System.out.println("executor " + future.defaultExecutor().getClass().getName());
        CompletableFuture<Integer> dependent = future.thenApply(HttpResponse::statusCode);
        System.out.println("dependent " + dependent.getClass().getName());
        say("healthy", dependent);
        HttpResponse<String> response = future.join();
        System.out.println("join again " + response.equals(future.join()));
    }

    private void cancelled() {
        CompletableFuture<HttpResponse<String>> future = send("stall");
        System.out.println("cancel " + future.cancel(true));
        sayCancelled(future);
        CompletableFuture<HttpResponse<String>> first = send("stall");
        CompletableFuture<Integer> dependent = first.thenApply(HttpResponse::statusCode);
        System.out.println("cancel a dependent " + dependent.cancel(true));
        sayCancelled(dependent);
        CompletableFuture<HttpResponse<String>> copied = send("stall").copy();
        System.out.println("cancel a copy " + copied.cancel(true));
    }

    private void obtruded() {
        CompletableFuture<HttpResponse<String>> future = send("");
        future.join();
        try {
            future.obtrudeException(new IllegalStateException("obtruded"));
        } catch (RuntimeException e) {
            System.out.println("obtrude " + e);
        }
        say("obtruded", future);
        CompletableFuture<HttpResponse<String>> early = send("stall");
        System.out.println("complete " + early.completeExceptionally(new IllegalStateException("completed")));
        say("completed", early);
        say("or timeout", send("stall").orTimeout(100, TimeUnit.MILLISECONDS));
    }

    private void late() throws InterruptedException, ExecutionException {
        try {
            send("stall").get(100, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            System.out.println("get " + e);
        }
        say("timeout", send("stall-timeout"));
        say("timeout, sent synchronously", CompletableFuture.supplyAsync(() -> sent("stall-timeout")));
    }

    /** Two threads of the JDK race for what kind of cancelled it is, with or without an agent. */
    private static void sayCancelled(CompletableFuture<?> future) {
        String kind = "not cancelled";
        try {
            future.join();
        } catch (CancellationException e) {
            kind = "cancelled";
        } catch (CompletionException e) {
            kind = e.getCause() instanceof CancellationException ? "cancelled" : "failed " + e;
        }
        System.out.println(kind + " " + future.isDone() + " " + future.isCompletedExceptionally());
    }

    private void say(String what, CompletableFuture<?> future) {
        StringBuilder said = new StringBuilder(what).append(": ");
        try {
            said.append(future.join());
        } catch (CompletionException | CancellationException e) {
            // Not deeper: whether the JDK's own end of the connection is the cause of a timeout is a race.
            Throwable cause = e;
            for (int depth = 0; cause != null && depth < 2; depth++) {
                said.append(depth == 0 ? "" : " <- ").append(cause);
                cause = cause.getCause();
            }
        }
        System.out.println(said.toString().replaceAll(":\\d{4,5}", ":port").replaceAll("@[0-9a-f]+", "@"));
    }
}
