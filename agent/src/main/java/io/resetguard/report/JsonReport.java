package io.resetguard.report;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The findings for programs: the same figures, by keys that stay. */
public final class JsonReport {
    /** How the text begins; by it a file is known to be one of ours. */
    static final String MARK = "{\n  \"resetguard_report\":";

    private final JsonWriter json;

    private JsonReport(JsonWriter json) {
        this.json = json;
    }

    public static String of(Findings findings) {
        StringWriter text = new StringWriter();
        try (JsonWriter json = new JsonWriter(text)) {
            json.setIndent("  ");
            // Harmless also to who pastes it into a page.
            json.setHtmlSafe(true);
            new JsonReport(json).write(findings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private void write(Findings findings) throws IOException {
        json.beginObject().name("resetguard_report").value(1);
        json.name("answer").value(Answer.of(findings).text());
        json.name("events").value(findings.events());
        json.name("resets").value(findings.resets());
        time("from", findings.firstMillis());
        time("to", findings.lastMillis());
        texts("files", findings.files());
        texts("reservations", Answer.reservations(findings));
        json.name("jvms").beginArray();
        for (JvmReport jvm : findings.jvms()) {
            jvm(jvm);
        }
        json.endArray().name("origins").beginArray();
        for (OriginReport origin : findings.origins()) {
            origin(origin);
        }
        json.endArray().endObject();
    }

    private void jvm(JvmReport jvm) throws IOException {
        json.beginObject();
        json.name("pid").value(jvm.pid() < 0 ? null : jvm.pid());
        json.name("agent_version").value(jvm.agentVersion());
        json.name("about").value(jvm.about());
        json.name("events").value(jvm.events());
        json.name("stopped").value(jvm.stopped());
        json.name("dropped").value(jvm.dropped());
        json.name("faults").value(jvm.faults());
        time("from", jvm.firstMillis());
        time("to", jvm.lastMillis());
        json.endObject();
    }

    private void origin(OriginReport origin) throws IOException {
        json.beginObject();
        json.name("origin").value(origin.name());
        json.name("resets").value(origin.resets());
        json.name("counted").value(origin.hasCounts());
        for (String key : new String[] {"requests", "reused", "connections", "reused_timeouts"}) {
            json.name(key).value(origin.hasCounts() ? origin.count(key) : null);
        }
        tally("causes", origin.causes());
        tally("phases", origin.phases());
        tally("clients", origin.clients());
        tally("outcomes", origin.outcomes());
        tally("prevented", origin.prevented());
        tally("retry_suppressed", origin.suppressed());
        json.name("jdk_resend").value(origin.kind("jdk_resend"));
        json.name("duplicates").value(origin.duplicates());
        json.name("retry").value(origin.kind("retry"));
        json.name("recovered").value(origin.recovered());
        json.name("recovered_ms_mean").value(origin.recoveredMsMean());
        known("announced_idle_ms", origin.announcedTimeoutS() * 1000);
        for (String key :
                new String[] {"learned_idle_ms", "learned_age_ms", "learned_requests", "connect_ms", "answer_ms"}) {
            known(key, origin.known(key));
        }
        idle(origin);
        json.name("fixes").beginArray();
        for (Fix fix : WhatIf.rank(origin)) {
            fix(fix);
        }
        json.endArray().endObject();
    }

    private void idle(OriginReport origin) throws IOException {
        IdleClasses ok = origin.idleOk();
        IdleClasses failed = origin.idleFailed();
        json.name("idle").beginArray();
        for (int i = 0; i < IdleClasses.size(); i++) {
            if (ok.count(i) + failed.count(i) > 0) {
                boolean last = i == IdleClasses.size() - 1;
                json.beginObject().name("up_to_ms").value(last ? null : (Long) IdleClasses.boundMs(i));
                json.name("answered").value(origin.hasCounts() ? (Long) ok.count(i) : null);
                json.name("failed").value(failed.count(i)).endObject();
            }
        }
        json.endArray();
    }

    private void fix(Fix fix) throws IOException {
        json.beginObject();
        json.name("title").value(fix.title());
        texts("settings", fix.settings());
        json.name("avoided").value(fix.avoided());
        json.name("seen").value(fix.seen());
        json.name("cost").value(fix.cost());
        json.name("note").value(fix.note());
        json.endObject();
    }

    private void known(String name, double value) throws IOException {
        if (value > 0) {
            json.name(name).value(value);
        }
    }

    private void tally(String name, Tally tally) throws IOException {
        json.name(name).beginObject();
        for (String key : tally.names()) {
            json.name(key).value(tally.get(key));
        }
        json.endObject();
    }

    private void texts(String name, List<String> texts) throws IOException {
        json.name(name).beginArray();
        for (String text : texts) {
            json.value(text);
        }
        json.endArray();
    }

    private void time(String name, long millis) throws IOException {
        @Nullable String text = millis == IsoTime.UNKNOWN ? null : IsoTime.iso(millis);
        json.name(name).value(text);
    }
}
