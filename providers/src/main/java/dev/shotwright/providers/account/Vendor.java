package dev.shotwright.providers.account;

import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import java.net.URI;
import java.util.List;

/** Somebody who runs models for others. */
public interface Vendor {

    /** The word that the names of its models begin with, before the slash. */
    String name();

    /** Its name for people. */
    String title();

    /** Where it is asked unless the user says otherwise. */
    URI address();

    /** The ways to prove who asks; of those whose keys are there, the first is used. */
    List<KeyForm> keyForms();

    /** The cards of its models that come with Shotwright. */
    List<ModelCard> cards();

    /**
     * The account that keys open. Nothing is asked yet.
     *
     * @param keys the values of one of {@link #keyForms()}, in its order
     */
    Account open(KeyForm form, List<String> keys, URI address, Patience patience, Waiting waiting);
}
