package dev.shotwright.server.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** The keys of an account, those that are revoked too, newest first. */
public record KeyList(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<KeyView> keys) {

    public KeyList {
        keys = List.copyOf(keys);
    }
}
