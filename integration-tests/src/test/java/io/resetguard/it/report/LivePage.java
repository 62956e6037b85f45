package io.resetguard.it.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A page that stays open in a headless Chromium, with a mouse, a keyboard and a clipboard. */
final class LivePage implements AutoCloseable {
    private static final int CTRL = 2;
    private static final String LISTENING = "DevTools listening on ";

    private final Process process;
    private final DevTools devTools;

    private LivePage(Process process, DevTools devTools) {
        this.process = process;
        this.devTools = devTools;
    }

    /**
     * Opens it with an empty profile, which no other page shares.
     *
     * @param switches of the browser, besides the usual ones
     */
    static LivePage open(Browser browser, URI address, Path folder, String... switches) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                browser.program().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--remote-debugging-port=0",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile")));
        command.addAll(List.of(switches));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        LivePage page = new LivePage(process, new DevTools(DevTools.await(listening(process))));
        page.show(address);
        return page;
    }

    private static CompletableFuture<URI> listening(Process process) {
        CompletableFuture<URI> address = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = process.errorReader()) {
                        lines.lines()
                                .filter(line -> line.startsWith(LISTENING))
                                .forEach(line -> address.complete(URI.create(line.substring(LISTENING.length()))));
                    } catch (IOException | UncheckedIOException e) {
                        // The browser is gone; who waits for it finds out.
                    }
                    address.completeExceptionally(new IOException("ended"));
                },
                "chromium-stderr");
        reader.setDaemon(true);
        reader.start();
        return address;
    }

    private void show(URI address) {
        JsonObject target = devTools.send("Target.createTarget", object("url", "about:blank"));
        JsonObject attach = object("targetId", target.get("targetId").getAsString());
        attach.addProperty("flatten", true);
        devTools.session(
                devTools.send("Target.attachToTarget", attach).get("sessionId").getAsString());
        devTools.send("Page.enable", new JsonObject());
        devTools.send("Page.bringToFront", new JsonObject());
        CompletableFuture<JsonObject> loaded = devTools.next("Page.loadEventFired");
        devTools.send("Page.navigate", object("url", address.toString()));
        DevTools.await(loaded);
    }

    /** What an expression is, or what its promise becomes. */
    JsonElement value(String expression) {
        JsonObject parameters = object("expression", expression);
        parameters.addProperty("returnByValue", true);
        parameters.addProperty("awaitPromise", true);
        JsonObject result = devTools.send("Runtime.evaluate", parameters);
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + " -> " + result);
        }
        return result.getAsJsonObject("result").get("value");
    }

    String text(String expression) {
        return value(expression).getAsString();
    }

    /** With the mouse, in the middle of the first element of a CSS selector. */
    void click(String selector) {
        String box =
                "(() => { const e = document.querySelector('" + selector + "'); e.scrollIntoView({block: 'center'});"
                        + " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()";
        JsonArray middle = value(box).getAsJsonArray();
        for (String type : List.of("mousePressed", "mouseReleased")) {
            JsonObject event = object("type", type);
            event.add("x", middle.get(0));
            event.add("y", middle.get(1));
            event.addProperty("button", "left");
            event.addProperty("clickCount", 1);
            devTools.send("Input.dispatchMouseEvent", event);
        }
    }

    /** A key without a letter: what it is called, its number, and what it types. */
    void key(String name, int code, String types) {
        JsonObject event = object("key", name);
        event.addProperty("code", name);
        event.addProperty("windowsVirtualKeyCode", code);
        if (!types.isEmpty()) {
            event.addProperty("text", types);
        }
        press(event);
    }

    /** Ctrl with a letter, and what the browser does then. */
    void ctrl(char letter, String editing) {
        JsonObject event = object("key", String.valueOf(letter));
        event.addProperty("code", "Key" + Character.toUpperCase(letter));
        event.addProperty("windowsVirtualKeyCode", (int) Character.toUpperCase(letter));
        event.addProperty("modifiers", CTRL);
        JsonArray commands = new JsonArray();
        commands.add(editing);
        event.add("commands", commands);
        press(event);
    }

    private void press(JsonObject event) {
        event.addProperty("type", event.has("text") ? "keyDown" : "rawKeyDown");
        devTools.send("Input.dispatchKeyEvent", event);
        event.addProperty("type", "keyUp");
        event.remove("text");
        event.remove("commands");
        devTools.send("Input.dispatchKeyEvent", event);
    }

    /** Forbids, or allows, what pages need a permission for. */
    void permission(String name, String setting) {
        JsonObject parameters = new JsonObject();
        parameters.add("permission", object("name", name));
        parameters.addProperty("setting", setting);
        devTools.send("Browser.setPermission", parameters);
    }

    private static JsonObject object(String key, String value) {
        JsonObject object = new JsonObject();
        object.addProperty(key, value);
        return object;
    }

    @Override
    public void close() {
        devTools.session("");
        devTools.send("Browser.close", new JsonObject());
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        devTools.close();
    }
}
