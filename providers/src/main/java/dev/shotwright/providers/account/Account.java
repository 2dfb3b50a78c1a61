package dev.shotwright.providers.account;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import java.util.List;

/** A user's account with a vendor. */
public interface Account extends AutoCloseable {

    /** A model of a card of this vendor's, one of its own or one that the user wrote. */
    HostedModel model(ModelCard card);

    /**
     * Asks something that costs nothing, to see that the key is taken.
     *
     * @throws dev.shotwright.vocabulary.model.VendorException if it is not
     */
    Standing standing();

    /**
     * The draws that the vendor remembers, latest first; empty where it offers no list.
     *
     * @throws dev.shotwright.vocabulary.model.VendorException if it cannot be asked
     */
    List<Outcome> recent();

    /** What a call to the address of {@code callback} means. */
    Hint hear(Push push);

    @Override
    void close();
}
