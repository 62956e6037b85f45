package io.resetguard.it.corpus;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the agent said in one case.
 *
 * @param what the case
 * @param jdk of the client
 * @param client that sent
 * @param truth the true cause
 * @param said the cause that the agent gave
 * @param event its event; {@code null} where there is none
 * @param ends how many events there were in all
 */
record Judged(Case what, Jdk jdk, Client client, String truth, String said, @Nullable EventLine event, int ends) {

    static Judged of(Case what, Jdk jdk, Client client, List<EventLine> ends) {
        List<EventLine> judged = ends.stream().filter(Judged::isJudged).toList();
        EventLine last = judged.isEmpty() ? null : judged.get(judged.size() - 1);
        return new Judged(
                what,
                jdk,
                client,
                what.truth().apply(jdk, client),
                last == null ? Case.NO_EVENT : last.cause(),
                last,
                ends.size());
    }

    static boolean isJudged(EventLine end) {
        return end.url().contains("/judged");
    }

    Verdict verdict() {
        return Verdict.of(truth, said);
    }

    @Override
    public String toString() {
        return verdict() + " " + what.name() + ", " + jdk + ", " + client.label() + ": " + said + ", in truth " + truth
                + "; " + ends + " ends, the judged one: " + event;
    }
}
