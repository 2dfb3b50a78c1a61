package dev.shotwright.worker;

import dev.shotwright.engine.memory.AvailableMemory;
import dev.shotwright.vocabulary.card.ModelCard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The room of a worker. Checkpoints share one device and are drawn with one at a time, so one of them is asked for in a round,
 * in turn.
 */
final class Slots {
    private final String previz;
    private final int mostPreviz;
    private final int mostHosted;
    private List<ModelCard> checkpoints = List.of();
    private int runningPreviz;
    private int runningHosted;
    private int runningHere;
    private int turn;

    Slots(WorkerSettings settings, String previz) {
        this.previz = previz;
        this.mostPreviz = settings.previz();
        this.mostHosted = settings.hosted();
    }

    synchronized void checkpoints(List<ModelCard> cards) {
        checkpoints = List.copyOf(cards);
    }

    synchronized List<ModelCard> checkpoints() {
        return checkpoints;
    }

    /** The room for each capability when nothing is done. */
    synchronized Map<String, Integer> all() {
        var all = new HashMap<String, Integer>();
        all.put(previz, mostPreviz);
        all.put(Worker.HOSTED, mostHosted);
        checkpoints.forEach(card -> all.put(card.model(), 1));
        all.values().removeIf(room -> room == 0);
        return all;
    }

    /** The room that is left, as it may be asked for in one round. */
    synchronized Map<String, Integer> free() {
        var free = new HashMap<String, Integer>();
        if (runningPreviz < mostPreviz) {
            free.put(previz, mostPreviz - runningPreviz);
        }
        if (runningHosted < mostHosted) {
            free.put(Worker.HOSTED, mostHosted - runningHosted);
        }
        if (runningHere == 0 && !checkpoints.isEmpty()) {
            turn = (turn + 1) % checkpoints.size();
            free.put(checkpoints.get(turn).model(), 1);
        }
        return free;
    }

    synchronized void take(String capability) {
        count(capability, 1);
    }

    synchronized void give(String capability) {
        count(capability, -1);
    }

    private void count(String capability, int by) {
        if (capability.equals(Worker.HOSTED)) {
            runningHosted += by;
        } else if (capability.equals(previz)) {
            runningPreviz += by;
        } else {
            runningHere += by;
        }
    }

    /** What is free to jobs now, in bytes. */
    long memory() {
        return AvailableMemory.now().bytes();
    }
}
