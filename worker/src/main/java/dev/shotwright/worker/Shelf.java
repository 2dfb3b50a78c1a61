package dev.shotwright.worker;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.hub.Catalogue;
import dev.shotwright.engine.hub.ModelStore;
import dev.shotwright.engine.machine.MachineProbe;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.memory.AvailableMemory;
import dev.shotwright.engine.wan.LocalOptions;
import dev.shotwright.engine.wan.WanCards;
import dev.shotwright.engine.wan.WanModel;
import dev.shotwright.tensor.Device;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.world.previz.PrevizModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that draw on this machine: {@code previz}, and those whose checkpoints lie here whole. */
final class Shelf {
    private final PrevizModel previz = PrevizModel.standard();
    private final @Nullable Path home;

    /** @param home the folder that holds {@code models}; null where there is none */
    Shelf(@Nullable Path home) {
        this.home = home;
    }

    ModelCard previz() {
        return previz.card();
    }

    /** The cards of the checkpoints that lie here, looked up anew. */
    List<ModelCard> checkpoints() {
        if (home == null || !Files.isDirectory(home.resolve("models"))) {
            return List.of();
        }
        var cards = new ArrayList<ModelCard>();
        for (var card : WanCards.all()) {
            if (folder(home, card.model()) != null) {
                cards.add(card);
            }
        }
        return cards;
    }

    /**
     * The model of a name.
     *
     * @throws ShotwrightException if it does not lie here any more
     */
    LocalModel model(String name) {
        if (name.equals(previz.card().model())) {
            return previz;
        }
        var card = checkpoints().stream()
                .filter(other -> other.model().equals(name))
                .findFirst()
                .orElse(null);
        var folder = home == null ? null : folder(home, name);
        if (card == null || home == null || folder == null) {
            throw ShotwrightException.invalid("model", name, "one whose weights lie on this worker");
        }
        var options = new LocalOptions(
                new MachineProbe(System::nanoTime).remembered(home.resolve("machine.json")),
                Precision.AUTO,
                device(),
                AvailableMemory.now(),
                home.resolve("cache").resolve("text"),
                null);
        return WanModel.named(card, Checkpoint.open(folder, new Overrides(null, null, null, null)), options);
    }

    /** The device that checkpoints are computed on. */
    static Device device() {
        return Device.CUDA.present() ? Device.CUDA : Device.CPU;
    }

    private static @Nullable Path folder(Path home, String model) {
        return new ModelStore(home.resolve("models")).whole(Catalogue.standard().entry(model));
    }
}
